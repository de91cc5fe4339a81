package org.s2slab.lync.archiving;

import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/**
 * What is archived at all, and what happens to archived data (CsArchivingConfiguration).
 *
 * @param enableArchiving what of conversations is archived
 * @param exchange EnableExchangeArchiving: whether mailboxes take the transcripts of users that Exchange's policies cover
 * @param blockOnFailure BlockOnArchiveFailure, the critical mode: nobody who is archived may talk while it cannot be kept
 * @param duplicates ArchiveDuplicateMessages: whether each archived user's own copy is kept, or one for all of them
 * @param cachePurgingHours CachePurgingInterval: hours between two purges of conversations that nobody is archived for
 * @param purging EnablePurging: whether old records are removed from Lync's own archive
 * @param exportedOnly PurgeExportedArchivesOnly: whether only what was exported is removed
 * @param keepDays KeepArchivingDataForDays: days a record is kept where it is purged
 * @param purgeHour PurgeHourOfDay, UTC
 */
public record ArchivingConfiguration(
        EnableArchiving enableArchiving,
        boolean exchange,
        boolean blockOnFailure,
        boolean duplicates,
        int cachePurgingHours,
        boolean purging,
        boolean exportedOnly,
        int keepDays,
        int purgeHour) {
    /** What of conversations is archived. */
    public enum EnableArchiving {
        NONE("None"),
        IM_ONLY("ImOnly"),
        IM_AND_WEB_CONF("ImAndWebConf");

        private final String word;

        EnableArchiving(String word) {
            this.word = word;
        }

        /** The product's word. */
        public String word() {
            return word;
        }

        static EnableArchiving of(String word) {
            return EnumParser.of(values(), EnableArchiving::word, word);
        }
    }

    public ArchivingConfiguration {
        check("CachePurgingInterval", cachePurgingHours, 4, 168);
        check("KeepArchivingDataForDays", keepDays, 1, 2562);
        check("PurgeHourOfDay", purgeHour, 0, 23);
    }

    private static void check(String parameter, int value, int least, int most) {
        if (value < least || value > most) {
            throw new Refusal(
                    RefusalCode.PARAMETER_INVALID,
                    parameter + ": " + value + " is not a number from " + least + " to " + most + ".");
        }
    }
}
