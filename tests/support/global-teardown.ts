/** Removes what was prepared for a run of tests. */
import { removePlantFolder } from './plant-folder';

export default removePlantFolder;
