/** What every request of `wx` goes through: the network that the host has switched off, slowed down or left as it is. */
import { type Network } from '../runtime/phone';
import { WxFailure } from './api';

/** Waits as slow networks do. @throws WxFailure without a network */
export async function throughNetwork<T>(network: Network, request: () => Promise<T>): Promise<T> {
  const offline = (): WxFailure => new WxFailure('request:fail', { errCode: -1 });
  if (network.type === 'none') throw offline();
  if (network.delay > 0) await new Promise((resolve) => setTimeout(resolve, network.delay));
  try {
    return await request();
  } catch (error) {
    if (error instanceof WxFailure) throw error;
    throw offline();
  }
}
