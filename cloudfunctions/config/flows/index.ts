/** The flows the product ships, as one book: 一般隐患整改, 重大隐患治理, 即查即改, 设备停用. */
import book from './book.json';
import hazard from './hazard.json';
import major from './major.json';
import selfFixed from './selfFixed.json';
import stop from './stop.json';

/** Not through its schema yet, as any body that comes from a file. */
export const shippedFlows: unknown = { ...book, flows: [hazard, major, selfFixed, stop] };
