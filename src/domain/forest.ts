import * as v from 'valibot';
import type { FieldsOf } from './field';
import { fireDangerOptions } from './options';
import { common, commonFields, known, Quantity } from './record';
import { text } from './text';

/** Square metres in one 亩; 15 亩 are one hectare. */
export const squareMetresPerMu = 10000 / 15;

/** 林区: a key forest area. Its polygon is schematic; `areaMu` is the register's figure. */
export const Forest = v.object({
  ...common,
  areaMu: known(Quantity),
  /** 森林火险气象等级, 1 low to 5 extremely high (QX/T 77-2007); not the four-colour warning signal. */
  fireDanger: v.nullable(v.picklist([1, 2, 3, 4, 5])),
  species: v.nullable(v.string()),
  cameras: known(v.pipe(v.number(), v.integer(), v.minValue(0))),
  forestChief: v.nullable(v.string()),
  forestChiefPhone: v.nullable(v.string()),
});
export type Forest = v.InferOutput<typeof Forest>;

export const forestFields: FieldsOf<Forest> = {
  ...commonFields,
  areaMu: {
    label: text('面积', 'Area'),
    kind: 'number',
    unit: text('亩', 'mu'),
    aliases: ['面积（亩）', '林地面积', 'area_mu'],
    min: 0,
    max: 1e8,
  },
  fireDanger: {
    label: text('火险等级', 'Fire danger'),
    kind: 'option',
    source: text('QX/T 77-2007', 'QX/T 77-2007'),
    aliases: ['森林火险等级', '火险'],
    options: fireDangerOptions,
  },
  species: { label: text('主要树种', 'Main species'), kind: 'text', aliases: ['树种', '优势树种'] },
  cameras: {
    label: text('林火视频', 'Fire cameras'),
    kind: 'integer',
    unit: text('个', ''),
    aliases: ['视频监控'],
    min: 0,
    max: 10000,
  },
  forestChief: {
    label: text('林长', 'Forest chief'),
    kind: 'person',
    aliases: ['责任人', '护林员'],
  },
  forestChiefPhone: {
    label: text('林长电话', "Forest chief's phone"),
    kind: 'phone',
    aliases: ['电话', '联系电话'],
  },
};
