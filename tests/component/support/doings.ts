/** What components make the phone do, written down instead of done, and what the cloud answers them. */
import type { Harness } from '../../../devtools/simulator/harness';
import type { ApiAnswer, ApiRequest } from '../../../typings/api';

type Options = Record<string, unknown>;

export interface Doings {
  /** Sentences that came and went. */
  said: string[];
  /** Numbers in the dialler. */
  dialled: string[];
  /** Pages that were opened, with their query. */
  opened: string[];
  /** Pictures that were shown large: the one, and all. */
  shown: { current: string; urls: string[] }[];
  /** Requests to the `api` function. */
  requests: ApiRequest[];
  /** What the function answers next; it fails as without a network when there is nothing left. */
  answers: ApiAnswer<unknown>[];
  /** Routes that a component asks at a time of its own: always answered so, and not among the requests. */
  aside: Partial<Record<string, ApiAnswer<unknown>>>;
}

/** Starts to write down what the app asks of a phone. */
export function watchPhone({ wx }: Harness): Doings {
  const doings: Doings = {
    said: [],
    dialled: [],
    opened: [],
    shown: [],
    requests: [],
    answers: [],
    aside: {},
  };
  const done = (): Promise<void> => Promise.resolve();
  wx.showToast = ({ title }: Options) => (doings.said.push(String(title)), done());
  wx.makePhoneCall = ({ phoneNumber }: Options) => void doings.dialled.push(String(phoneNumber));
  wx.navigateTo = ({ url }: Options) => (doings.opened.push(String(url)), done());
  wx.previewImage = (options: { current: string; urls: string[] }) =>
    void doings.shown.push({ current: options.current, urls: [...options.urls] });
  wx.cloud = {
    callFunction: ({ data }: { data: ApiRequest }) => {
      const aside = doings.aside[data.route];
      if (aside !== undefined) return Promise.resolve({ result: aside });
      doings.requests.push(data);
      const result = doings.answers.shift();
      return result === undefined ? Promise.reject(new Error('no network')) : Promise.resolve({ result });
    },
  };
  return doings;
}
