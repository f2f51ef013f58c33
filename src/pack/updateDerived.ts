import { geohazardRisk } from '../domain/geohazard';
import type { RegisterId } from '../domain/registers';
import { reservoirSize } from '../domain/reservoir';

type Values = Readonly<Record<string, unknown>>;

/** A class that an import works out from quantities where no column gives it. */
interface Rule {
  field: string;
  from: readonly string[];
  /** `null` where the quantities do not decide it. */
  value: (values: Values) => unknown;
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

const rules: Partial<Record<RegisterId, Rule>> = {
  geohazards: {
    field: 'riskGrade',
    from: ['threatenedPeople', 'threatenedPropertyTenThousandYuan'],
    value: ({ threatenedPeople, threatenedPropertyTenThousandYuan }) =>
      geohazardRisk(numberOf(threatenedPeople), numberOf(threatenedPropertyTenThousandYuan)),
  },
  reservoirs: {
    field: 'size',
    from: ['capacityCubicMetres'],
    value: ({ capacityCubicMetres }) => reservoirSize(numberOf(capacityCubicMetres)),
  },
};

/** The class of a register that follows from its quantities; nothing where it has none. */
export const derivedClass = (register: RegisterId): Rule | undefined => rules[register];
