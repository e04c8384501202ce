/** Every route of the contract in one table; the features behind them do not know each other's routes. */
import { deskRoutes } from '../features/desk/routes';
import { directiveRoutes } from '../features/directives/routes';
import { labelRoutes } from '../features/label/routes';
import { noticeRoutes } from '../features/notices/routes';
import { reminders } from '../features/notices/reminders';
import { direct } from '../features/order/read';
import { orderRoutes } from '../features/order/routes';
import { handOverFrom } from '../features/order/sweep';
import type { Actor } from '../features/people/identify';
import { peopleRoutes } from '../features/people/routes';
import { plant } from '../features/plant/current';
import { plantRoutes } from '../features/plant/routes';
import { pointRoutes } from '../features/points/routes';
import { privacyRoutes } from '../features/privacy/routes';
import { now } from '../platform/clock';
import { shiftRoutes } from '../features/shift/routes';
import type { RouteTable } from '../platform/router';

const noticesInForce = async () => (await plant(now())).notices;

export const routes: RouteTable<Actor> = {
  ...peopleRoutes({
    reminders: async (personId) => reminders(personId, await noticesInForce()),
    handOver: handOverFrom,
  }),
  ...plantRoutes,
  ...orderRoutes,
  ...shiftRoutes,
  ...noticeRoutes(noticesInForce),
  ...pointRoutes,
  ...privacyRoutes,
  ...directiveRoutes(direct),
  ...deskRoutes,
  ...labelRoutes,
};
