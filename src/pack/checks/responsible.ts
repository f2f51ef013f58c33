import type { Feature } from 'geojson';
import { isActive, type Geohazard } from '../../domain/geohazard';
import type { RegisterId } from '../../domain/registers';
import { text } from '../../domain/text';
import { absentEverywhere, absentRemark, isAbsent } from './absent';
import { labelOf, registerOf, type Check, type Remark } from './check';

interface Roles {
  /** The persons, and the phone of each that the register has one for. */
  persons: Readonly<Record<string, string | null>>;
  /** Records that need them. */
  of: (feature: Feature) => boolean;
}

const every = () => true;

/** Who must be known: 三个责任人 of a reservoir, 四重网格 of a hazard site, who is in charge of the others. */
const rolesOf: Readonly<Record<Exclude<RegisterId, 'towns' | 'zones'>, Roles>> = {
  reservoirs: {
    persons: {
      administrativePerson: 'administrativePhone',
      technicalPerson: 'technicalPhone',
      patrolPerson: 'patrolPhone',
    },
    of: every,
  },
  geohazards: {
    persons: {
      monitor: 'monitorPhone',
      areaLead: null,
      geologist: null,
      technicalAdministrator: null,
    },
    of: ({ properties }) => isActive(properties as Geohazard),
  },
  shelters: {
    persons: { manager: 'phone' },
    of: ({ properties }) => properties?.status !== 'closed',
  },
  facilities: { persons: { manager: 'phone' }, of: every },
  hazchem: { persons: { manager: 'phone' }, of: every },
  forests: { persons: { forestChief: 'forestChiefPhone' }, of: every },
};

/** Records whose responsible persons or their phones are not given: one finding a record names all of them. */
export const responsible: Check = {
  id: 'responsible',
  run(input) {
    const { dataset, features } = input;
    const register = registerOf(dataset);
    if (!register || register === 'towns' || register === 'zones') return [];
    const { persons, of } = rolesOf[register];
    const phones = Object.values(persons).filter((phone) => phone !== null);
    const concerned = features.filter(of);
    const nowhere = absentEverywhere(concerned, [...Object.keys(persons), ...phones]);
    const whole = [...nowhere].map((field) =>
      absentRemark(input, concerned.length, field, field in persons ? 'warning' : 'notice'),
    );
    return [
      ...whole,
      ...features.flatMap((feature, index): Remark[] => {
        if (!of(feature)) return [];
        const lacking = (key: string) => !nowhere.has(key) && isAbsent(feature, key);
        const missing = Object.keys(persons).filter(lacking);
        const unreachable = phones.filter(lacking);
        const keys = [...missing, ...unreachable];
        if (!keys.length) return [];
        const labels = keys.map((key) => labelOf(dataset, key));
        return [
          {
            index,
            level: missing.length ? 'warning' : 'notice',
            field: keys[0]!,
            value: '',
            reason: text(
              `没有写${labels.map((label) => label['zh-CN']).join('、')}`,
              `not given: ${labels.map(({ en }) => en.toLowerCase()).join(', ')}`,
            ),
          },
        ];
      }),
    ];
  },
};
