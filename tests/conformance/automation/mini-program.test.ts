/** Every public method of the SDK's MiniProgram on the fixture app. */
import { codeCases } from './mini-program/code';
import { pageCases } from './mini-program/pages';
import { toolCases } from './mini-program/tool';
import { wxCases } from './mini-program/wx-methods';
import { cover } from './support/cover';
import { useFixture } from './support/fixture';

const fixture = useFixture();

// In this order: each group finds the phone as the one before it left it.
cover('MiniProgram', 'MiniProgram', {
  ...pageCases(fixture),
  ...wxCases(fixture),
  ...codeCases(fixture),
  ...toolCases(fixture),
});
