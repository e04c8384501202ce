/** 主管今日 and 绑定工号. */
import { TEXT } from '../../../../miniprogram/shared/text';
import { TODAY, BIND, tap, unanswered, type Screen } from './screen';

export const today: Screen[] = [
  { page: TODAY, state: 'filled', who: 'supervisor', sign: TEXT.supervisor.first, main: true },
  {
    page: TODAY,
    state: 'whom',
    who: 'supervisor',
    make: tap(TEXT.supervisor.allAssign),
    sign: TEXT.form.onDuty,
  },
  { page: TODAY, state: 'refused', who: 'fixer', sign: 'css:[class*="state-ico"]' },
  { page: TODAY, state: 'empty', who: 'idle', sign: TEXT.supervisor.quiet },
  ...unanswered({ page: TODAY, who: 'supervisor' }),
  { page: TODAY, state: 'offline', who: 'supervisor', wire: 'none', sign: TEXT.failure.reading },
];

export const bind: Screen[] = [
  { page: BIND, state: 'empty', who: 'guest', sign: TEXT.bind.hint, main: true },
  { page: BIND, state: 'incomplete', who: 'guest', make: tap(TEXT.bind.submit), sign: TEXT.bind.incomplete },
];
