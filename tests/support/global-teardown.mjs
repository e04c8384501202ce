/** Removes what was prepared for a run of tests. */
import { removePlantFolder } from './plant-folder.mjs';

export default removePlantFolder;
