import { text, type Text } from './text';

/**
 * An error that a person is meant to read: one sentence in every language, with the offending value and what is
 * allowed or what to do. Anything else that is thrown is a fault of the program.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly text: Text;

  constructor(sentence: Text, options?: ErrorOptions) {
    super(sentence.en, options);
    this.text = sentence;
  }
}

/** What to tell a person about anything that was thrown. */
export function reasonOf(error: unknown): Text {
  if (error instanceof Failure) return error.text;
  const reason = error instanceof Error ? error.message : String(error);
  return text(`程序出错：${reason}`, `The program failed: ${reason}`);
}
