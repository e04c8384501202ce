/** Lets the person at the screen stand in for camera, album and chats: a viewfinder with a shutter, or files of this machine. */
import { make } from './dom';
import { type Lens } from './lens';
import { type Prompts } from './prompts';
import { generatedPicture } from './scene';

/** A file by an address that the browser can load. */
export interface Picked {
  name: string;
  address: string;
}

export interface FileWish {
  title: string;
  /** As `<input accept>` takes it. */
  accept: string;
  /** How many at most. */
  count: number;
  /** Shows a viewfinder with a shutter. */
  lens?: Lens;
  /** Offers a made-up picture besides. */
  now?: Date;
}

/** @returns what was chosen, or null when the person changed their mind */
export function askForFiles(prompts: Prompts, wish: FileWish): Promise<Picked[] | null> {
  const { title, accept, count, lens, now } = wish;
  const view = make('div', 'phone-viewfinder');
  const cancel = make('button', '', '取消');
  const box = make('section', 'phone-files');
  box.setAttribute('role', 'dialog');
  box.append(make('h2', '', title));
  const endView = lens?.show(view);
  if (lens !== undefined) box.append(view);
  const close = prompts.overlay(box);
  return new Promise((resolve) => {
    const answer = (files: Picked[] | null): void => {
      endView?.();
      close();
      resolve(files);
    };
    const give = (text: string, className: string, address: () => string): HTMLElement => {
      const button = make('button', className, text);
      button.addEventListener('click', () => answer([{ name: 'photo.jpg', address: address() }]));
      return button;
    };
    cancel.addEventListener('click', () => answer(null));
    const footer = make('footer', '', cancel, fileButton('选文件', accept, count, answer));
    if (now !== undefined) footer.append(give('用一张样张', '', () => generatedPicture(now)));
    if (lens !== undefined) footer.append(give('拍照', 'primary', () => lens.shoot()));
    box.append(footer);
  });
}

/** A button that opens the browser's own file dialog. */
export function fileButton(
  text: string,
  accept: string,
  count: number,
  chosen: (files: Picked[]) => void,
): HTMLElement {
  const input = make('input');
  Object.assign(input, { type: 'file', accept, multiple: count > 1 });
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])].slice(0, count);
    if (files.length > 0)
      chosen(files.map((file) => ({ name: file.name, address: URL.createObjectURL(file) })));
  });
  return make('label', 'phone-file', text, input);
}
