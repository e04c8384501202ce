/** What people choose from: checkbox, radio, switch, slider. */
import { make } from '../runtime/dom';
import { type Builtin, type Part } from './define';

/** A checkbox or radio as its group sees it. */
interface Option {
  value: () => string;
  checked: () => boolean;
  set: (checked: boolean) => void;
}

const options = new WeakMap<Element, Option>();
const groups = new WeakMap<Element, (chosen: Option) => void>();

function option(kind: 'checkbox' | 'radio'): Builtin {
  return {
    properties: {
      value: '',
      checked: false,
      disabled: false,
      color: '#09bb07',
      backgroundColor: '',
      borderColor: '',
      activeBackgroundColor: '',
      activeBorderColor: '',
      name: '',
    },
    create(part) {
      const mark = make('i', `wx-${kind}-mark`);
      part.element.prepend(mark);
      part.element.setAttribute('role', kind);
      const self: Option = {
        value: () => part.text('value'),
        checked: () => part.flag('checked'),
        set: (checked) => part.set('checked', checked),
      };
      options.set(part.element, self);
      const activate = (): void => {
        if (part.flag('disabled') || (kind === 'radio' && self.checked())) return;
        self.set(kind === 'radio' || !self.checked());
        const group = part.element.closest(`wx-${kind}-group`);
        if (group !== null) groups.get(group)?.(self);
      };
      // Inside a label the label does it.
      part.on('tap', () => {
        if (part.element.closest('wx-label') === null) activate();
      });
      return {
        update: () => {
          part.element.setAttribute('aria-checked', String(self.checked()));
          mark.textContent = self.checked() ? (kind === 'radio' ? '●' : '✓') : '';
          mark.style.color = part.text('color');
          mark.style.opacity = part.flag('disabled') ? '0.4' : '';
        },
        field: { name: () => '', value: () => undefined, reset: () => self.set(false), activate },
      };
    },
  };
}

function optionsOf(part: Part, kind: string): Option[] {
  return [...part.element.querySelectorAll(`wx-${kind}`)].flatMap((element) => options.get(element) ?? []);
}

const checkboxGroup: Builtin = {
  properties: { name: '' },
  create(part) {
    const values = (): string[] =>
      optionsOf(part, 'checkbox')
        .filter((one) => one.checked())
        .map((one) => one.value());
    groups.set(part.element, () => part.emit('change', { value: values() }));
    return { field: { name: () => part.text('name'), value: values, reset: () => undefined } };
  },
};

const radioGroup: Builtin = {
  properties: { name: '' },
  create(part) {
    groups.set(part.element, (chosen) => {
      for (const one of optionsOf(part, 'radio')) if (one !== chosen && one.checked()) one.set(false);
      part.emit('change', { value: chosen.value() });
    });
    const value = (): string =>
      optionsOf(part, 'radio')
        .find((one) => one.checked())
        ?.value() ?? '';
    return { field: { name: () => part.text('name'), value, reset: () => undefined } };
  },
};

const toggle: Builtin = {
  properties: { checked: false, disabled: false, type: 'switch', color: '#04be02', name: '' },
  create(part) {
    part.element.setAttribute('role', 'switch');
    const knob = make('i');
    part.element.append(knob);
    const activate = (): void => {
      if (part.flag('disabled')) return;
      part.set('checked', !part.flag('checked'));
      part.emit('change', { value: part.flag('checked') });
    };
    part.on('tap', () => {
      if (part.element.closest('wx-label') === null) activate();
    });
    return {
      update: () => {
        const checked = part.flag('checked');
        part.element.setAttribute('type', part.text('type'));
        part.element.setAttribute('aria-checked', String(checked));
        part.element.style.setProperty('--on', part.text('color'));
        knob.textContent = part.text('type') === 'checkbox' && checked ? '✓' : '';
      },
      field: {
        name: () => part.text('name'),
        value: () => part.flag('checked'),
        reset: () => part.set('checked', false),
        activate,
      },
    };
  },
};

const slider: Builtin = {
  properties: {
    min: 0,
    max: 100,
    step: 1,
    disabled: false,
    value: 0,
    color: '',
    selectedColor: '',
    activeColor: '#1aad19',
    backgroundColor: '#e9e9e9',
    blockSize: 28,
    blockColor: '#ffffff',
    showValue: false,
    name: '',
  },
  create(part) {
    const control = make('input');
    control.type = 'range';
    const shown = make('span');
    part.element.append(control, shown);
    const changed = (name: string): void => {
      part.set('value', Number(control.value));
      part.emit(name, { value: Number(control.value) });
    };
    control.addEventListener('input', () => changed('changing'));
    control.addEventListener('change', () => changed('change'));
    return {
      update: () => {
        for (const name of ['min', 'max', 'step'] as const) control[name] = part.text(name);
        control.disabled = part.flag('disabled');
        control.value = part.text('value');
        control.style.accentColor = part.text('activeColor');
        shown.textContent = part.flag('showValue') ? part.text('value') : '';
      },
      field: {
        name: () => part.text('name'),
        value: () => part.number('value'),
        reset: () => part.set('value', part.number('min')),
      },
    };
  },
};

export const choices = {
  checkbox: option('checkbox'),
  'checkbox-group': checkboxGroup,
  radio: option('radio'),
  'radio-group': radioGroup,
  switch: toggle,
  slider,
};
