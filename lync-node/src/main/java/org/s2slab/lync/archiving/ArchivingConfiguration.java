package org.s2slab.lync.archiving;

import org.s2slab.config.Switches;
import org.s2slab.refusal.Refusal;

/**
 * The global archiving settings: what is archived, and when it is purged (CsArchivingConfiguration).
 *
 * @param enableArchiving the kinds of conversations that are archived
 * @param switches the settings that are on
 * @param cachePurgingHours CachePurgingInterval: hours between purges of conversations without archived users
 * @param keepDays KeepArchivingDataForDays: days for which a record is retained if EnablePurging is set
 * @param purgeHour PurgeHourOfDay, UTC
 */
public record ArchivingConfiguration(
        EnableArchiving enableArchiving,
        Switches<ArchivingSwitch> switches,
        int cachePurgingHours,
        int keepDays,
        int purgeHour) {
    /** A setting that is on or off. */
    public enum ArchivingSwitch {
        /** EnableExchangeArchiving: whether transcripts go to the mailboxes that Exchange's policies cover. */
        EXCHANGE,

        /** BlockOnArchiveFailure, the critical mode: archived users cannot talk while archiving fails. */
        BLOCK_ON_FAILURE,

        /** ArchiveDuplicateMessages: whether a copy is stored for each archived user, or one for all users. */
        DUPLICATES,

        /** EnablePurging: whether old records are removed from Lync's own archive. */
        PURGING,

        /** PurgeExportedArchivesOnly: whether only exported records are removed. */
        EXPORTED_ONLY
    }

    /** The kinds of conversations that are archived. */
    public enum EnableArchiving {
        NONE("None"),
        IM_ONLY("ImOnly"),
        IM_AND_WEB_CONF("ImAndWebConf");

        private final String word;

        EnableArchiving(String word) {
            this.word = word;
        }

        /** The name in the product. */
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

    public boolean exchange() {
        return switches.has(ArchivingSwitch.EXCHANGE);
    }

    public boolean blockOnFailure() {
        return switches.has(ArchivingSwitch.BLOCK_ON_FAILURE);
    }

    public boolean duplicates() {
        return switches.has(ArchivingSwitch.DUPLICATES);
    }

    public boolean purging() {
        return switches.has(ArchivingSwitch.PURGING);
    }

    public boolean exportedOnly() {
        return switches.has(ArchivingSwitch.EXPORTED_ONLY);
    }

    private static void check(String parameter, int value, int least, int most) {
        if (value < least || value > most) {
            throw Refusal.invalid(parameter + ": " + value + " is not a number from " + least + " to " + most + ".");
        }
    }
}
