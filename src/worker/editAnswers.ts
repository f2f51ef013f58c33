import type { EditQuestions } from './editProtocol';
import { amend, copyPack, examine, freeId, record, stepBack } from './editing';
import type { Request } from './protocol';
import { changesSince, historyFile, stepChanges, steps, trail } from './trail';

/** A question about records, history or files; its answers are loaded with the first of them. */
type EditRequest = Extract<Request, { question: keyof EditQuestions }>;

/**
 * Answers a question about records, history or files.
 * @param onpart told of each part that is done
 */
export async function answerEdit(
  request: EditRequest,
  onpart: (done: number, total: number) => void,
): Promise<unknown> {
  switch (request.question) {
    case 'record':
      return record(request.ask);
    case 'freeId':
      return freeId(request.ask);
    case 'examine':
      return examine(request.ask);
    case 'amend':
      return amend(request.ask);
    case 'stepBack':
      return stepBack(request.ask);
    case 'copyPack':
      return copyPack(request.ask);
    case 'steps':
      return steps(request.ask);
    case 'stepChanges':
      return stepChanges(request.ask);
    case 'changesSince':
      return changesSince(request.ask);
    case 'trail':
      return trail(request.ask);
    case 'historyFile':
      return historyFile(request.ask);
    case 'packFile':
      return (await import('./exports')).packFile(request.ask);
    case 'layersFile':
      return (await import('./exports')).layersFile(request.ask, onpart);
    case 'publicFile':
      return (await import('./exports')).publicFile(request.ask);
  }
}
