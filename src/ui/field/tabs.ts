import { text } from '../../domain/text';

/** The panels that the bottom of the phone leads to, the one for a person outdoors first. */
export const tabs = [
  { id: 'point', icon: 'pin', title: text('附近', 'Nearby') },
  { id: 'coverage', icon: 'shelter', title: text('覆盖', 'Coverage') },
  { id: 'buffer', icon: 'ring', title: text('缓冲', 'Buffer') },
] as const;

export type TabId = (typeof tabs)[number]['id'];
