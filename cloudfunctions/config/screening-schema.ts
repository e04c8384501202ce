/** Schema of the 疑似重大 screening: cards that turn an item of the standard into questions for whoever stands there. */
import * as v from 'valibot';
import { choice, distinct, id, line, list, shape } from './parts';

/** More would not be answered on the shop floor. */
const MAX_QUESTIONS = 3;

const answer = choice('引起怀疑的回答', ['yes', 'no', 'unsure']);

export const screeningSchema = shape({
  standard: line('依据的标准', 60),
  cards: list(
    shape({
      id: id('卡片编号'),
      title: line('卡片标题', 20),
      source: line('条款', 40),
      templateIds: list(id('模板编号'), '问到这张卡片的模板', 100, 1),
      raisedBy: choice('怎样算疑似', ['any', 'all']),
      questions: list(
        shape({
          id: id('问题编号'),
          // Read at arm's length, on a small phone, in large letters.
          text: line('问题', 30),
          basis: line('依据', 100),
          raises: v.pipe(
            list(answer, '引起怀疑的回答', 2, 1),
            v.check((answers) => distinct(answers), '同一个回答写了两次'),
          ),
        }),
        '问题',
        MAX_QUESTIONS,
        1,
      ),
    }),
    '卡片',
    200,
  ),
});
