import { inject, provide, type InjectionKey } from 'vue';
import type { Room } from './use-call';

const ROOM: InjectionKey<Room> = Symbol('room');

export function provideRoom(room: Room): void {
  provide(ROOM, room);
}

/** The call of the room this component stands in. */
export function useRoom(): Room {
  const room = inject(ROOM);
  if (!room) throw new Error('this component belongs inside a room');
  return room;
}
