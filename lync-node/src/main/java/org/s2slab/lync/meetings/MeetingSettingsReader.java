package org.s2slab.lync.meetings;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.lync.meetings.OnlineMeeting.Settings.MeetingOption;
import org.s2slab.store.NameKey;

/** Reads the settings of a meeting from a client's JSON. Missing settings get the configured values. */
record MeetingSettingsReader(JsonObject json, MeetingConfiguration configured, Instant now) {
    /** The default duration of a meeting (UCWA, expirationTime). */
    private static final Duration USUAL = Duration.ofHours(8);

    /** Maximum number of addresses in a list: the largest meeting that the default policy allows. */
    static final int MOST_PEOPLE = 250;

    /** Maximum number of characters of a subject or description; more than any calendar shows. */
    private static final int LONGEST_SUBJECT = 500;

    private static final int LONGEST_DESCRIPTION = 16_000;

    private static final Pattern MILLISECONDS = Pattern.compile("/Date\\((-?\\d{1,15})(?:[+-]\\d{4})?\\)/");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>\"]+@[^\\s@<>\"]+");

    /**
     * Parses the settings and ignores unknown members.
     *
     * @throws UcwaProblem ParameterValidationFailure with the name of the member
     */
    static OnlineMeeting.Settings read(JsonObject json, MeetingConfiguration configured, Instant now) {
        return new MeetingSettingsReader(json, configured, now).settings();
    }

    private OnlineMeeting.Settings settings() {
        return new OnlineMeeting.Settings(
                text("subject", LONGEST_SUBJECT),
                text("description", LONGEST_DESCRIPTION),
                word("accessLevel", AccessLevel.class, configured.accessLevel(), "None"),
                word("automaticLeaderAssignment", LeaderAssignment.class, configured.leaderAssignment(), ""),
                addresses("attendees"),
                addresses("leaders"),
                Switches.<MeetingOption>of()
                        .with(MeetingOption.ANNOUNCED, enabled("entryExitAnnouncement", false))
                        .with(MeetingOption.BY_PHONE, enabled("phoneUserAdmission", false))
                        .with(
                                MeetingOption.PHONES_PASS_LOBBY,
                                enabled("lobbyBypassForPhoneUsers", configured.flag(MeetingConfiguration.PSTN_BYPASS))),
                expires());
    }

    private @Nullable String text(String name, int longest) {
        String text = optional(name).orElse(null);
        if (text != null && text.length() > longest) {
            throw UcwaProblem.parameter(name, text.length() + " characters; " + longest + " are allowed.");
        }
        return text;
    }

    /** @param unsaid a value that is treated like an absent member */
    private <E extends Enum<E>> E word(String name, Class<E> type, E otherwise, String unsaid) {
        return optional(name)
                .filter(word -> !word.equalsIgnoreCase(unsaid))
                .map(word ->
                        UcwaEnumNames.read(type, word).orElseThrow(() -> unknown(name, word, UcwaEnumNames.all(type))))
                .orElse(otherwise);
    }

    private boolean enabled(String name, boolean otherwise) {
        return optional(name)
                .map(word -> switch (word.toLowerCase(Locale.ROOT)) {
                    case "enabled" -> true;
                    case "disabled", "unsupported" -> false;
                    default -> throw unknown(name, word, List.of("Disabled", "Enabled"));
                })
                .orElse(otherwise);
    }

    private List<String> addresses(String name) {
        Object value = json.getValue(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof JsonArray array) || !array.stream().allMatch(String.class::isInstance)) {
            throw UcwaProblem.parameter(name, "a list of sip: addresses is expected.");
        }
        if (array.size() > MOST_PEOPLE) {
            throw UcwaProblem.parameter(name, array.size() + " addresses; " + MOST_PEOPLE + " are allowed.");
        }
        List<String> addresses = new ArrayList<>();
        for (Object entry : array) {
            String bare = NameKey.ofSip(((String) entry).strip());
            if (!ADDRESS.matcher(bare).matches()) {
                throw UcwaProblem.parameter(name, "'" + entry + "' is no sip: address.");
            }
            addresses.add("sip:" + bare);
        }
        return addresses.stream().distinct().toList();
    }

    private Instant expires() {
        Instant end = optional("expirationTime").map(this::time).orElseGet(() -> now.plus(USUAL));
        OffsetDateTime today = now.atOffset(ZoneOffset.UTC);
        if (end.isBefore(today.minusYears(1).toInstant())
                || end.isAfter(today.plusYears(10).toInstant())) {
            throw UcwaProblem.parameter(
                    "expirationTime", end + " is not between one year before and ten years after " + now + ".");
        }
        return Instant.ofEpochSecond(end.getEpochSecond());
    }

    private Instant time(String text) {
        Matcher milliseconds = MILLISECONDS.matcher(text);
        try {
            return milliseconds.matches()
                    ? Instant.ofEpochMilli(Long.parseLong(milliseconds.group(1)))
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw UcwaProblem.parameter(
                    "expirationTime",
                    "'" + text + "' is no time; 2027-01-31T12:00:00Z or /Date(milliseconds)/ is one.");
        }
    }

    private Optional<String> optional(String name) {
        Object value = json.getValue(name);
        if (value != null && !(value instanceof String)) {
            throw UcwaProblem.parameter(name, "a text is expected.");
        }
        return Optional.ofNullable((String) value);
    }

    private static UcwaProblem unknown(String name, String word, List<String> known) {
        return UcwaProblem.parameter(name, "'" + word + "' is not one of " + known + ".");
    }
}
