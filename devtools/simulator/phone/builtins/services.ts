/** What built-ins need of the phone around them; the phone fills it in when it starts. */
import { type Component } from '../runtime/dom';
import { NotEmulated } from '../runtime/errors';

export interface Services {
  /** An address that the browser can load, for a path of the app, a file of the phone, data or an address. */
  imageUrl: (source: string, from: string) => string;
  navigate: (openType: string, url: string, delta: number) => Promise<unknown>;
  /** What open-type buttons do, by type and the id of the button; answers the detail of the event, or null for no event. */
  openType: (type: string, id: string) => Promise<{ event: string; detail: Record<string, unknown> } | null>;
  /** Shows something over the page; answers how to remove it. */
  overlay: (content: HTMLElement) => () => void;
  /** Shows in an element what is before the camera; answers how to end that. @throws when the person refused */
  camera: (box: HTMLElement) => Promise<() => void>;
  pageMeta: (settings: Record<string, unknown>, from: Component) => void;
  navigationBar: (settings: Record<string, unknown>) => void;
  /** Name and value of a component with the behavior wx://form-field. */
  formField: (component: Component) => { name: string; value: unknown } | null;
}

const missing = (what: string) => (): never => {
  throw new NotEmulated(what);
};

export const services: Services = {
  imageUrl: (source) => source,
  navigate: missing('navigator without a phone'),
  openType: missing('button open-type without a phone'),
  overlay: (content) => {
    document.body.append(content);
    return () => content.remove();
  },
  camera: missing('camera without a phone'),
  pageMeta: () => undefined,
  navigationBar: () => undefined,
  formField: () => null,
};
