import type { Preparation } from '../../api/types';

/** One word on how well somebody is prepared. */
export interface Sign {
  words: string;
  tone: 'neutral' | 'good' | 'soon' | 'wrong';
}

type Translate = (key: string) => string;

/** What of messages, reminders and the equipment check is worth a word beside a name. */
export function signsOf(preparation: Preparation, t: Translate): Sign[] {
  const signs: Sign[] = [];
  if (preparation.link === 'FAILED')
    signs.push({ words: t('wayin.preparation.linkFailed'), tone: 'wrong' });
  if (preparation.link === 'QUEUED')
    signs.push({ words: t('wayin.preparation.linkQueued'), tone: 'neutral' });
  for (const { lead, delivery } of preparation.reminders) {
    if (delivery === 'SENT')
      signs.push({ words: t(`wayin.preparation.reminder.${lead}`), tone: 'neutral' });
    else if (delivery === 'QUEUED')
      signs.push({ words: t(`wayin.preparation.reminderQueued.${lead}`), tone: 'neutral' });
    else signs.push({ words: t(`wayin.preparation.reminderFailed.${lead}`), tone: 'wrong' });
  }
  const check = preparation.check;
  if (check) {
    const good = check.microphone && check.camera && check.heard !== false;
    signs.push({
      words: t(good ? 'wayin.preparation.checkGood' : 'wayin.preparation.checkBad'),
      tone: good ? 'good' : 'soon',
    });
  }
  return signs;
}
