/** picker with its sheet from below, and picker-view in the page. */
import { make } from '../runtime/dom';
import { NotEmulated } from '../runtime/errors';
import { columnsOf, type Columns } from './picker-columns';
import { type Builtin, type Part } from './define';
import { services } from './services';
import { Wheel } from './wheel';

const picker: Builtin = {
  properties: {
    headerText: '',
    mode: 'selector',
    disabled: false,
    range: [],
    rangeKey: '',
    value: null,
    start: '',
    end: '',
    fields: 'day',
    customItem: '',
    level: 'region',
    name: '',
  },
  create(part) {
    part.on('tap', () => {
      if (!part.flag('disabled')) open(part);
    });
    return {
      field: {
        name: () => part.text('name'),
        value: () => part.value('value'),
        reset: () => undefined,
        activate: () => open(part),
      },
    };
  },
};

/** The sheet with 取消 and 确定, as WeChat draws it. */
function open(part: Part): void {
  const mode = part.text('mode');
  if (mode === 'region') throw new NotEmulated('<picker mode="region">');
  const columns: Columns = columnsOf(mode, {
    range: part.list('range'),
    rangeKey: part.text('rangeKey'),
    value: part.value('value'),
    start: part.text('start'),
    end: part.text('end'),
    fields: part.text('fields'),
  });
  let indexes = [...columns.indexes];
  const wheels: Wheel[] = [];
  const show = (): void => {
    const texts = columns.texts(indexes);
    indexes = indexes.map((index, at) => Math.min(index, Math.max((texts[at]?.length ?? 1) - 1, 0)));
    for (const [at, wheel] of wheels.entries()) wheel.show(texts[at] ?? [], indexes[at] ?? 0);
  };
  for (const at of columns.texts(indexes).keys()) {
    wheels.push(
      new Wheel((index) => {
        indexes[at] = index;
        if (mode === 'multiSelector') {
          part.emit('columnchange', { column: at, value: index });
          // The page may answer with another range.
          setTimeout(() => {
            const value = part.list('value').map(Number);
            for (let later = at + 1; later < indexes.length; later += 1) indexes[later] = value[later] ?? 0;
            columns.range = part.list('range');
            show();
          }, 0);
        } else if (columns.depends) show();
      }),
    );
  }
  const cancel = make('button', '', '取消');
  const confirm = make('button', 'primary', '确定');
  const bar = make('header', '', cancel, make('span', '', part.text('headerText')), confirm);
  const sheet = make('div', 'phone-sheet wx-picker-sheet', bar);
  sheet.append(make('div', 'wx-wheels', ...wheels.map(({ element }) => element)));
  const close = services.overlay(sheet);
  show();
  cancel.addEventListener('click', () => {
    close();
    part.emit('cancel');
  });
  confirm.addEventListener('click', () => {
    close();
    const value = columns.value(indexes);
    part.set('value', value);
    part.emit('change', { value });
  });
}

/** Columns by the picker-view around them. */
interface Column {
  index: () => number;
  select: (index: number) => void;
}

const columns = new WeakMap<Element, Column>();
const views = new WeakMap<Element, () => void>();

const pickerView: Builtin = {
  properties: {
    value: [],
    indicatorStyle: '',
    indicatorClass: '',
    maskStyle: '',
    maskClass: '',
    immediateChange: false,
    name: '',
  },
  create(part) {
    const all = (): Column[] =>
      [...part.element.querySelectorAll('wx-picker-view-column')].flatMap(
        (element) => columns.get(element) ?? [],
      );
    views.set(part.element, () => {
      const value = all().map((column) => column.index());
      part.set('value', value);
      part.emit('change', { value });
    });
    const update = (): void => {
      const height = /height:\s*([\d.]+)(px|rpx)/.exec(part.text('indicatorStyle'));
      const [, length = '34', unit = 'px'] = height ?? [];
      const pixels = Number(length) * (unit === 'rpx' ? window.innerWidth / 750 : 1);
      part.element.style.setProperty('--item', `${pixels}px`);
      for (const [at, column] of all().entries()) column.select(Number(part.list('value')[at] ?? 0));
    };
    return {
      update,
      attached: () => setTimeout(update, 0),
      field: { name: () => part.text('name'), value: () => part.value('value'), reset: () => undefined },
    };
  },
};

const pickerViewColumn: Builtin = {
  create(part) {
    const { element } = part;
    const item = (): number => Number.parseFloat(getComputedStyle(element).getPropertyValue('--item')) || 34;
    let index = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    element.addEventListener('scroll', () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const now = Math.round(element.scrollTop / item());
        if (now === index) return;
        index = now;
        const view = element.closest('wx-picker-view');
        if (view !== null) views.get(view)?.();
      }, 80);
    });
    columns.set(element, {
      index: () => index,
      select: (wanted) => {
        index = wanted;
        element.scrollTop = wanted * item();
      },
    });
    return {};
  },
};

export const pickers = { picker, 'picker-view': pickerView, 'picker-view-column': pickerViewColumn };
