/** The routes that few calls ask for: offices, settings, the roll. They are read when one of them first is. */
import { briefingRoutes } from '../features/briefing/routes';
import { certificateRoutes } from '../features/certificates/routes';
import { dayRoutes } from '../features/day/routes';
import { deskRoutes } from '../features/desk/routes';
import { directiveRoutes } from '../features/directives/routes';
import { roundEarnings } from '../features/inspection/earned';
import { officeTaskRoutes } from '../features/inspection/office-routes';
import { insightRoutes } from '../features/insight/routes';
import { codeRoutes } from '../features/label/code-routes';
import { ledgerRoutes } from '../features/ledger/routes';
import { monthReportRoutes } from '../features/month-report/routes';
import { officeRoutes } from '../features/order/office-routes';
import { orderEarnings, pendingOf } from '../features/order/payable';
import { direct } from '../features/order/read';
import { handOverFrom } from '../features/order/sweep';
import type { Actor } from '../features/people/identify';
import { rollRoutes } from '../features/people/roll-routes';
import { permitRoutes } from '../features/permits/routes';
import { configRoutes } from '../features/plant/config-routes';
import { officePointRoutes } from '../features/points/office-routes';
import { privacyRoutes } from '../features/privacy/routes';
import { repeatRoutes } from '../features/repeats/routes';
import { shiftRoutes } from '../features/shift/routes';
import { shopRoutes } from '../features/shop/routes';
import { trainingEarnings } from '../features/training/earned';
import { trainingRoutes } from '../features/training/routes';
import { weekTopRoutes } from '../features/week-top/routes';
import type { RouteTable } from '../platform/router';
import type { routes } from './routes';

/** Every route of the contract that is not in the other table; a missing one does not compile. */
export const seldomRoutes: Omit<RouteTable<Actor>, keyof typeof routes> = {
  ...rollRoutes(handOverFrom),
  ...configRoutes,
  ...officeRoutes,
  ...shiftRoutes,
  ...privacyRoutes,
  ...directiveRoutes(direct),
  ...deskRoutes,
  ...codeRoutes,
  ...officeTaskRoutes,
  ...dayRoutes,
  ...briefingRoutes,
  ...permitRoutes,
  ...certificateRoutes,
  ...trainingRoutes,
  ...insightRoutes,
  ...ledgerRoutes,
  ...monthReportRoutes,
  ...repeatRoutes,
  ...weekTopRoutes,
  ...shopRoutes,
  ...officePointRoutes({
    pending: pendingOf,
    orders: orderEarnings,
    rounds: roundEarnings,
    trainings: trainingEarnings,
  }),
};
