import type { Field } from '../../domain/field';
import type { DatasetId } from '../../domain/manifest';
import { registers, type RegisterId } from '../../domain/registers';
import { text, type Text } from '../../domain/text';

const ofPack: Readonly<Record<string, Text>> = {
  name: text('名称', 'Name'),
  fullName: text('全称', 'Full name'),
  plan: text('规划', 'Plan'),
  targets: text('规划数字', 'Figures of the plan'),
  towns: text('镇街', 'Towns'),
  source: text('来源', 'Source'),
  licence: text('许可', 'Licence'),
  note: text('说明', 'Note'),
};

/** What a field is called, of a record or of the pack itself; its key where nobody named it. */
export function fieldTitle(dataset: DatasetId | 'pack', field: string): Text {
  const fields: Readonly<Record<string, Field>> =
    dataset !== 'pack' && dataset in registers ? registers[dataset as RegisterId].fields : {};
  return (dataset === 'pack' ? ofPack[field] : fields[field]?.label) ?? text(field, field);
}
