import * as v from 'valibot';
import type { Field } from '../domain/field';
import { registers, type RegisterId } from '../domain/registers';
import { text, type Text } from '../domain/text';
import { areaSquareMetres, type Area } from '../geo/polygons';
import { isSame, type Entry as Stored } from '../pack/historyRecords';
import { ringFaults } from '../pack/ringFaults';
import type { Examined } from './editProtocol';

const types = {
  point: ['Point'],
  area: ['Polygon', 'MultiPolygon'],
  'point-or-area': ['Point', 'Polygon', 'MultiPolygon'],
};

/**
 * What the schema and the geometry of a register refuse, and outlines that mean nothing.
 * @param before the record as it was: an outline that nobody has touched does not stand in the way of another change
 */
export function refusalsOf(register: RegisterId, after: Stored, before: Stored | null = null) {
  const { geometry, properties } = after;
  const { schema, fields, geometry: needs } = registers[register];
  const wrong: Examined['wrong'] = [];
  if (!types[needs].includes(geometry.type))
    wrong.push({
      field: null,
      reason:
        needs === 'area'
          ? text('还没有边界，请在图上画', 'There is no outline yet; draw it on the map')
          : text('缺少位置', 'There is no place'),
    });
  else if (geometry.type !== 'Point' && !isSame(geometry, before?.geometry)) {
    const reason = broken(geometry as Area);
    if (reason) wrong.push({ field: null, reason });
  }
  for (const issue of v.safeParse(schema, properties).issues ?? []) {
    const [part] = issue.path ?? [];
    const key = typeof part?.key === 'string' ? part.key : '';
    wrong.push({
      field: key,
      reason: refusal((fields as Readonly<Record<string, Field>>)[key], issue),
    });
  }
  return wrong;
}

/** Why nobody can tell what an outline encloses; `null` for one that is sound. */
function broken(area: Area): Text | null {
  const { crossings, misplaced } = ringFaults(area);
  if (crossings)
    return text(
      `边线有 ${crossings} 处相交或重叠，说不清哪边是里面，不能保存；请移开或删去那里的顶点`,
      `The edges cross or lie on one another in ${crossings} ${crossings === 1 ? 'place' : 'places'}, so inside and outside cannot be told and it cannot be saved; move or remove the corners there`,
    );
  if (misplaced)
    return text(
      `有 ${misplaced} 个洞在外环之外，或几个面重叠，不能保存；请移开`,
      `${misplaced} ${misplaced === 1 ? 'hole lies' : 'holes lie'} outside the outline, or areas overlap, so it cannot be saved; move them`,
    );
  return areaSquareMetres(area) >= 1
    ? null
    : text(
        '边界围不成面，请至少画三个不在一条线上的顶点',
        'The outline encloses nothing; set at least three corners that are not on one line',
      );
}

function refusal(field: Field | undefined, issue: v.BaseIssue<unknown>): Text {
  if (issue.input === null || issue.input === '' || issue.input === undefined)
    return text('必填', 'Required');
  const value = typeof issue.input === 'string' ? issue.input : JSON.stringify(issue.input);
  if (issue.type === 'max_length') return text('太长，请缩短', 'Too long; please shorten it');
  if (issue.type === 'iso_date')
    return text(
      `“${value}”不是日期，请写成 2025-12-31`,
      `“${value}” is no date; write it as 2025-12-31`,
    );
  if (issue.type === 'integer')
    return text(`“${value}”不是整数`, `“${value}” is not a whole number`);
  if (issue.type === 'min_value')
    return text(
      `“${value}”太小，不能小于 ${field?.min ?? 0}`,
      `“${value}” is too small; at least ${field?.min ?? 0}`,
    );
  return text(
    `“${value}”不能这样填（${issue.message}）`,
    `“${value}” cannot stand here (${issue.message})`,
  );
}
