import { plural, text, type Text } from '../../domain/text';
import { momentOf } from '../history/moment';

/** That an import waits to be finished: of which files, and since when. */
export function unfinishedWords(at: string, names: readonly (string | undefined)[]): Text {
  const many = names.length;
  const first = names[0] ?? '';
  const zh = first ? `${first}${many > 1 ? ` 等 ${many} 个文件` : ''}，` : `${many} 个文件，`;
  const en = first
    ? `${first}${many > 1 ? ` and ${many - 1} more` : ''}, `
    : `${plural(many, 'file')}, `;
  return text(
    `上次的导入没有完成：${zh}${momentOf(at, 'zh-CN')}`,
    `An import was not finished: ${en}${momentOf(at, 'en')}`,
  );
}
