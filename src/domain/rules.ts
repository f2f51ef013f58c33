import type { RegisterId } from './registers';
import type { Tag } from './scheme';
import { text, type Text } from './text';

/** How far round a feature its buffer goes when no own distance is given. */
export interface BufferRule {
  label: Text;
  tag: Tag;
  /** Distance for one record in metres; 0 is known and means no ring, `null` that the record does not say. */
  metres: (properties: Record<string, unknown>) => number | null;
}

/** Own distances that a buffer may have, metres. */
export const bufferRange = { min: 10, max: 50_000 } as const;

const fixed = (metres: number, label: Text): BufferRule => ({
  label,
  tag: 'M',
  metres: () => metres,
});

/** The registers that can be buffered, each with its rule. */
export const bufferRules: Readonly<Record<Exclude<RegisterId, 'towns' | 'zones'>, BufferRule>> = {
  hazchem: {
    label: text('录入的外部安全防护距离', 'Entered external safety distance'),
    tag: 'own',
    metres: ({ safetyDistanceMetres }) =>
      typeof safetyDistanceMetres === 'number' && safetyDistanceMetres >= 0
        ? safetyDistanceMetres
        : null,
  },
  geohazards: fixed(100, text('隐患点周边 100 m（假设）', '100 m round a hazard site (assumed)')),
  reservoirs: fixed(500, text('水库周边 500 m（假设）', '500 m round a reservoir (assumed)')),
  forests: fixed(200, text('林区外 200 m（假设）', '200 m outside a forest area (assumed)')),
  facilities: fixed(500, text('设施周边 500 m（假设）', '500 m round a facility (assumed)')),
  shelters: fixed(500, text('避难场所周边 500 m（假设）', '500 m round a shelter (assumed)')),
};
export type BufferLayer = keyof typeof bufferRules;
