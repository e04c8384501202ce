/** What is said on 上报: into the draft as soon as it lies there, and on the page. */
import type { Draft } from '../../../services/core/draft';
import { drafts } from '../../../services/drafts';
import { say } from '../../../services/phone';
import { discard } from '../../../services/photos';
import { keepVoice } from '../../../services/voice';
import { TEXT } from '../../../shared/text';

/** What the page shows of it. */
export interface Spoken {
  /** The file to listen to; empty when nothing was said. */
  voice: string;
  voiceSeconds: number;
}

export const spokenOf = ({ voice = null }: Pick<Draft, 'voice'>): Spoken => ({
  voice: voice?.path ?? '',
  voiceSeconds: voice?.seconds ?? 0,
});

/** What the page does for it. */
export interface SpeechPage {
  /** Makes the draft if there is none yet. @returns its id */
  draft(): string;
  show(spoken: Spoken): void;
  /** Words that were understood, where nothing was written. */
  write(text: string): void;
  submit(): void;
}

export class Speech {
  #talking = false;
  #submits = false;

  constructor(private readonly page: SpeechPage) {}

  /** Somebody begins to talk: the draft is on disk before the first word. */
  begin(): void {
    this.#talking = true;
    this.page.draft();
  }

  /** There is a file: shown at once; it is saved in a moment, and sending waits for that. */
  said({ path, ms, text }: { path: string; ms: number; text: string }): void {
    const id = this.page.draft();
    this.page.show({ voice: path, voiceSeconds: ms / 1_000 });
    const keeping = keepVoice(path, ms).then((voice) => {
      // Saving moves the file: where it was before there is nothing to listen to any more.
      if (drafts.setVoice(id, voice)) this.page.show(spokenOf({ voice }));
      else discard(voice.path);
    });
    drafts.expect(id, keeping);
    if (text !== '') this.page.write(text);
  }

  end(): void {
    this.#talking = false;
    if (!this.#submits) return;
    this.#submits = false;
    this.page.submit();
  }

  /** Whether somebody still talks; then the report is submitted as soon as they are done. */
  holdsUp(): boolean {
    this.#submits = this.#talking;
    return this.#talking;
  }

  remove(id: string): void {
    drafts.setVoice(id, null);
    this.page.show(spokenOf({}));
    say(TEXT.voice.removed);
  }
}
