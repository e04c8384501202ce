/** The routes that phones ask every day, in one table; the features behind them do not know each other's routes. */
import { taskRoutes } from '../features/inspection/routes';
import { labelRoutes } from '../features/label/routes';
import { noticeRoutes } from '../features/notices/routes';
import { reminders } from '../features/notices/reminders';
import { orderRoutes } from '../features/order/routes';
import { peopleRoutes } from '../features/people/routes';
import { plant } from '../features/plant/current';
import { plantRoutes } from '../features/plant/routes';
import { pointRoutes } from '../features/points/routes';
import { now } from '../platform/clock';

const noticesInForce = async () => (await plant(now())).notices;

export const routes = {
  ...peopleRoutes({
    reminders: async (personId) => reminders(personId, await noticesInForce()),
  }),
  ...plantRoutes,
  ...orderRoutes,
  ...noticeRoutes(noticesInForce),
  ...pointRoutes,
  ...labelRoutes,
  ...taskRoutes,
};
