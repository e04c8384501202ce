/** Who tries the secret of a meeting: a right one passes, a wrong one does not, and after five nobody learns which it was. */
import { checkSecret, MAX_SIGN_TRIES, newSecret } from '../../../cloudfunctions/platform/sign-in';
import { AppError } from '../../../miniprogram/shared/errors';

const wrong = new AppError('SIGN_WRONG');
const locked = new AppError('SIGN_LOCKED');
const tried = (given: string, tries: number) => (): void => checkSecret(given, '012345', tries);

describe('the secret of a meeting', () => {
  it('has six digits and is another each time', () => {
    const secrets = Array.from({ length: 50 }, newSecret);
    for (const secret of secrets) expect(secret).toMatch(/^\d{6}$/);
    expect(new Set(secrets).size).toBeGreaterThan(40);
  });

  it('is taken up to the last try', () => {
    expect(tried('012345', 1)).not.toThrow();
    expect(tried('012345', MAX_SIGN_TRIES)).not.toThrow();
  });

  it.each(['012346', '12345', '', '０１２３４５'])('is not «%s»', (given) => {
    expect(tried(given, 1)).toThrow(wrong);
  });

  it('is told apart by nobody after too many tries', () => {
    for (const given of ['012345', '999999']) expect(tried(given, MAX_SIGN_TRIES + 1)).toThrow(locked);
  });
});
