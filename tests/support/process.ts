/** The process of a test's local cloud, and where the repository is. */
export { root, startProcess, type RunningCloud } from '../../devtools/client/process';
