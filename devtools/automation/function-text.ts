/** Which functions survive the journey to the app: WeChat DevTools rebuilds them by slicing their text. */

const NAME = String.raw`[\p{ID_Start}$_][\p{ID_Continue}$]*`;
const PARAMETERS = String.raw`\(\s*(?:${NAME}\s*(?:,\s*${NAME}\s*)*,?\s*)?\)`;
const HEADS = [
  String.raw`(?:async\s+)?function\s*(?:${NAME}\s*)?${PARAMETERS}\s*\{`,
  String.raw`(?:async\s*)?${PARAMETERS}\s*=>`,
  String.raw`(?!async\s+${NAME})${NAME}\s*=>`,
];
const SURVIVES = new RegExp(`^(?:${HEADS.join('|')})`, 'u');

/**
 * Refuses what DevTools would break, so that what runs here runs there: destructured, default or rest parameters,
 * `async a => …`, generators and methods.
 * @param method - the protocol's name of the call, for the message
 * @throws Error when the text cannot be rebuilt
 */
export function checkFunctionText(method: string, text: unknown): void {
  if (typeof text === 'string' && SURVIVES.test(text.trim())) return;
  const shown = typeof text === 'string' ? text.trim().split('\n', 1)[0] : String(text);
  throw new Error(
    `${method}: DevTools cannot rebuild this function from its text; write function (a, b) {…}, (a, b) => … ` +
      `or async (a, b) => … with plain parameters: ${shown}`,
  );
}
