/** What people type: input, textarea, and the form that collects values. */
import { glassEasel } from 'glass-easel-miniprogram-adapter';
import { toPhoneUnits } from '../../units';
import { make, nodeOf } from '../runtime/dom';
import { forms as formHandlers } from './basics';
import { fields, type Builtin, type Defaults, type Live, type Part } from './define';
import { services } from './services';

const TYPING: Defaults = {
  value: null,
  name: '',
  placeholder: '',
  placeholderStyle: '',
  placeholderClass: '',
  disabled: false,
  maxlength: 140,
  cursorSpacing: 0,
  autoFocus: false,
  focus: false,
  cursor: -1,
  selectionStart: -1,
  selectionEnd: -1,
  adjustPosition: true,
  holdKeyboard: false,
  confirmType: 'done',
  confirmHold: false,
  alwaysEmbed: false,
  cursorColor: '',
};

const MODES: Readonly<Record<string, string>> = { number: 'numeric', digit: 'decimal', idcard: 'text' };

const input: Builtin = {
  properties: {
    ...TYPING,
    type: 'text',
    password: false,
    safePasswordCertPath: '',
    safePasswordLength: null,
    safePasswordTimeStamp: null,
    safePasswordNonce: '',
    safePasswordSalt: '',
    safePasswordCustomHash: '',
  },
  create(part) {
    const control = make('input');
    return typing(part, control, () => {
      const type = part.text('type');
      control.type = part.flag('password') || type === 'safe-password' ? 'password' : 'text';
      control.inputMode = MODES[type] ?? 'text';
    });
  },
};

const textarea: Builtin = {
  properties: {
    ...TYPING,
    autoHeight: false,
    fixed: false,
    showConfirmBar: true,
    disableDefaultPadding: false,
    confirmType: 'return',
  },
  create(part) {
    const control = make('textarea');
    let lines = 0;
    const fit = (): void => {
      const height = control.scrollHeight;
      if (part.flag('autoHeight')) {
        control.style.height = 'auto';
        part.element.style.height = 'auto';
        control.style.height = `${control.scrollHeight}px`;
      }
      const lineHeight = Number.parseFloat(getComputedStyle(control).lineHeight) || 20;
      const now = Math.max(1, Math.round(height / lineHeight));
      if (now === lines) return;
      lines = now;
      part.emit('linechange', { height, heightRpx: (height * 750) / window.innerWidth, lineCount: lines });
    };
    control.addEventListener('input', fit);
    const live = typing(part, control, fit);
    return { ...live, attached: () => setTimeout(fit, 0) };
  },
};

/** Ties a control of the browser to the properties and events that input and textarea share. */
function typing(part: Part, control: HTMLInputElement | HTMLTextAreaElement, refresh: () => void): Live {
  const placeholder = make('div', 'wx-placeholder');
  part.element.append(placeholder, control);
  let composing = false;
  let focused = false;
  const showPlaceholder = (): void => {
    placeholder.hidden = control.value !== '';
  };
  const put = (value: string): void => {
    control.value = value;
    part.set('value', value);
    showPlaceholder();
  };
  const typed = (): void => {
    if (composing) return;
    const { value } = control;
    part.set('value', value);
    showPlaceholder();
    part.emit(
      'input',
      {
        value,
        cursor: control.selectionStart ?? value.length,
        keyCode: value.charCodeAt(value.length - 1) || 8,
      },
      {
        // A handler may return what shall stand there instead.
        handleListenerReturn: (answer: unknown) => {
          const text: unknown =
            typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'value') : answer;
          if (typeof text === 'string') put(text);
        },
      },
    );
  };
  control.addEventListener('compositionstart', () => (composing = true));
  control.addEventListener('compositionend', () => {
    composing = false;
    typed();
  });
  control.addEventListener('input', typed);
  control.addEventListener('focus', () => {
    part.emit('focus', { value: control.value, height: 0 });
    part.emit('keyboardheightchange', { height: 0, duration: 0 });
  });
  control.addEventListener('blur', () => {
    part.emit('blur', { value: control.value, cursor: control.value.length });
  });
  control.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Enter' || composing) return;
    const breaks = control instanceof HTMLTextAreaElement && part.text('confirmType') === 'return';
    if (breaks) return;
    event.preventDefault();
    part.emit('confirm', { value: control.value });
    if (!part.flag('confirmHold')) control.blur();
  });
  return {
    update: () => {
      const value = part.text('value');
      if (!composing && control.value !== value) control.value = value;
      control.disabled = part.flag('disabled');
      const most = part.number('maxlength');
      if (most >= 0) control.maxLength = most;
      else control.removeAttribute('maxlength');
      control.setAttribute('aria-label', part.text('ariaLabel') || part.text('placeholder'));
      placeholder.textContent = part.text('placeholder');
      placeholder.style.cssText = toPhoneUnits(part.text('placeholderStyle'));
      placeholder.className = `wx-placeholder ${scopedClasses(part, part.text('placeholderClass'))}`;
      showPlaceholder();
      refresh();
      const wanted = part.flag('focus') || part.flag('autoFocus');
      if (wanted !== focused && control.isConnected) {
        focused = wanted;
        if (wanted) setTimeout(() => control.focus({ preventScroll: true }), 0);
        else control.blur();
      }
    },
    field: {
      name: () => part.text('name'),
      value: () => control.value,
      reset: () => put(''),
      activate: () => control.focus(),
    },
  };
}

/** Class names as they stand in the DOM: with the scope of the component whose template names them. */
export function scopedClasses(part: Part, names: string): string {
  const owner = part.component.ownerShadowRoot?.getHostNode();
  const { styleScope } = owner?.getComponentOptions() ?? { styleScope: null };
  const manager = owner?.getRootBehavior().ownerSpace.styleScopeManager;
  const scope = styleScope == null ? '' : (manager?.queryName(styleScope) ?? '');
  const split = names.split(/\s+/).filter((name) => name !== '');
  return split.flatMap((name) => (scope === '' ? [name] : [`${scope}--${name}`, name])).join(' ');
}

const form: Builtin = {
  properties: { reportSubmit: false, reportSubmitTimeout: 0 },
  create(part) {
    const inside = (): Element[] => [...part.element.querySelectorAll('*')];
    const collect = (): Record<string, unknown> => {
      const values: Record<string, unknown> = {};
      for (const element of inside()) {
        const field = fields.get(element);
        if (field !== undefined && field.name() !== '') values[field.name()] = field.value();
        const node = nodeOf(element);
        if (field !== undefined || !glassEasel.Component.isComponent(node)) continue;
        const custom = services.formField(node);
        if (custom !== null && custom.name !== '') values[custom.name] = custom.value;
      }
      return values;
    };
    formHandlers.set(part.element, {
      submit: () => part.emit('submit', { value: collect(), formId: '' }),
      reset: () => {
        for (const element of inside()) fields.get(element)?.reset();
        part.emit('reset');
      },
    });
    return {};
  },
};

export const forms = { input, textarea, form };
