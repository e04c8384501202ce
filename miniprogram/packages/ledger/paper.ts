/** Opens a file that was made: a table in the phone's viewer, an archive by its address on a computer. */
import { call } from '../../services/call';
import { openDocument } from '../../services/files';
import { say, sayWhy } from '../../services/phone';
import { TEXT } from '../../shared/text';

/** What goes wrong is said. */
export async function openPaper({
  id,
  no,
  copies,
}: {
  id: string;
  no: number;
  copies: boolean;
}): Promise<void> {
  try {
    const { url } = await call('ledger.file', { id, no });
    if (!copies) openDocument(url);
    else wx.setClipboardData({ data: url, success: () => say(TEXT.ledger.copied) });
  } catch (error) {
    sayWhy(error);
  }
}
