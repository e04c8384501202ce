/** What WeChat itself shows over a page: toast, loading, modal, action sheet, questions of the system. */
import { make } from './dom';

export interface ModalOptions {
  title?: string;
  content?: string;
  showCancel?: boolean;
  cancelText?: string;
  cancelColor?: string;
  confirmText?: string;
  confirmColor?: string;
  editable?: boolean;
  placeholderText?: string;
}

export interface ToastOptions {
  title: string;
  icon?: string;
  image?: string;
  duration?: number;
  mask?: boolean;
}

/** Asks and shows on the layer above all pages. */
export class Prompts {
  readonly #layer: HTMLElement;
  #toast: HTMLElement | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(layer: HTMLElement) {
    this.#layer = layer;
  }

  /** Puts content over the page, which cannot be touched meanwhile. @returns how to remove it */
  overlay(content: HTMLElement, className = 'dim'): () => void {
    const mask = make('div', `phone-mask ${className}`, content);
    this.#layer.append(mask);
    return () => mask.remove();
  }

  toast({ title, icon = 'success', image = '', duration = 1500, mask = false }: ToastOptions): void {
    this.hideToast();
    const box = make('div', 'phone-toast');
    box.setAttribute('role', 'status');
    if (image !== '') {
      const picture = make('img');
      picture.alt = '';
      picture.src = image;
      box.append(picture);
    } else if (icon === 'loading') box.append(make('i', 'spin'));
    else if (icon !== 'none') box.append(make('i', '', icon === 'error' ? '!' : '✓'));
    box.append(title);
    this.#toast = make('div', `phone-mask ${mask ? '' : 'through'}`, box);
    this.#layer.append(this.#toast);
    if (Number.isFinite(duration)) this.#timer = setTimeout(() => this.hideToast(), duration);
  }

  hideToast(): void {
    clearTimeout(this.#timer);
    this.#toast?.remove();
    this.#toast = null;
  }

  /** @returns which button was pressed, and the text of an editable modal */
  modal(options: ModalOptions): Promise<{ confirm: boolean; content: string }> {
    const { title = '', content = '', showCancel = true, editable = false } = options;
    const box = make('section', 'phone-modal');
    box.setAttribute('role', 'dialog');
    const field = make('textarea');
    field.value = content;
    field.placeholder = options.placeholderText ?? '';
    if (title !== '') box.append(make('h2', '', title));
    if (editable) box.append(field);
    else box.append(make('p', '', content));
    const cancel = make('button', '', options.cancelText ?? '取消');
    const confirm = make('button', 'primary', options.confirmText ?? '确定');
    cancel.style.color = options.cancelColor ?? '';
    confirm.style.color = options.confirmColor ?? '';
    box.append(make('footer', '', ...(showCancel ? [cancel] : []), confirm));
    const close = this.overlay(box);
    return new Promise((resolve) => {
      const answer = (confirmed: boolean): void => {
        close();
        resolve({ confirm: confirmed, content: editable ? field.value : '' });
      };
      cancel.addEventListener('click', () => answer(false));
      confirm.addEventListener('click', () => answer(true));
    });
  }

  /** @returns the index of what was chosen, or null */
  actionSheet(items: readonly string[], color = '', alert = ''): Promise<number | null> {
    const sheet = make('div', 'phone-sheet phone-actions');
    if (alert !== '') sheet.append(make('p', '', alert));
    const close = this.overlay(sheet);
    return new Promise((resolve) => {
      const add = (text: string, index: number | null): void => {
        const button = make('button', '', text);
        if (index !== null) button.style.color = color;
        button.addEventListener('click', () => {
          close();
          resolve(index);
        });
        sheet.append(button);
      };
      items.forEach(add);
      add('取消', null);
    });
  }

  /** The subscription prompt with one choice per template and 总是保持. */
  subscribe(templates: readonly string[]): Promise<{ accepted: string[]; keep: boolean } | null> {
    const box = make('section', 'phone-modal phone-subscribe');
    box.setAttribute('role', 'dialog');
    box.append(make('h2', '', '申请发送以下消息'));
    const choices = templates.map((template) => choice(template, true));
    const keep = choice('总是保持以上选择，不再询问', false);
    box.append(...choices.map(({ label }) => label), keep.label);
    const reject = make('button', '', '取消');
    const accept = make('button', 'primary', '允许');
    box.append(make('footer', '', reject, accept));
    const close = this.overlay(box);
    return new Promise((resolve) => {
      const answer = (accepted: string[]): void => {
        close();
        resolve({ accepted, keep: keep.input.checked });
      };
      reject.addEventListener('click', () => answer([]));
      accept.addEventListener('click', () => {
        answer(templates.filter((_, at) => choices[at]?.input.checked === true));
      });
    });
  }
}

function choice(text: string, checked: boolean): { label: HTMLElement; input: HTMLInputElement } {
  const input = make('input');
  input.type = 'checkbox';
  input.checked = checked;
  return { label: make('label', '', input, text), input };
}
