package org.s2slab.exchange.values;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.exchange.contentline.ICalendarReader;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.exchange.property.ValueType;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/** Checks the values of single properties, in addition to the schema. */
public final class ValueRules {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]+@[^\\s@]+");
    private static final Pattern AREA = Pattern.compile("\\d{3}");

    /** The known languages and countries, loaded at the first use: the JDK needs some 50 ms to list its locales. */
    private static final class Cultures {
        private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
        private static final Set<String> LANGUAGES = Stream.concat(
                        Stream.of(Locale.getISOLanguages()),
                        Stream.of(Locale.getAvailableLocales()).map(Locale::getLanguage))
                .filter(language -> !language.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The length from which Exchange is known to refuse a name of a contact. The exact limit is unknown. */
    private static final int REFUSED_NAME = 4000;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** The number of minutes that represents the default (t:ReminderMinutesBeforeStartType). */
    private static final long USUAL_MINUTES = 0x5AE980E1;

    private ValueRules() {}

    /** @throws EwsError if the property cannot have this value */
    static void check(ItemKind kind, XmlElement property) {
        switch (property.name()) {
            case "ItemClass" -> requireClassOf(kind, property.text());
            case "PercentComplete" -> requirePercent(property.text());
            case "ReminderMinutesBeforeStart" -> requireMinutes(property.text());
            case "Culture" -> requireCulture(property.text());
            case "Flag" -> requireConsistent(property);
            case "GivenName", "MiddleName", "Surname" -> requireShort(property);
            case "EmailAddresses" -> property.children("Entry").forEach(ValueRules::requireAddress);
            default -> {}
        }
    }

    /** An item class belongs to the item kind with the longest matching class prefix, by default to a message. */
    private static void requireClassOf(ItemKind kind, String itemClass) {
        List<ItemKind> messages = List.of(ItemKind.ITEM, ItemKind.MESSAGE);
        boolean fits = Arrays.stream(ItemKind.values())
                .filter(other -> !messages.contains(other))
                .filter(other -> (itemClass + ".").startsWith(other.itemClass() + "."))
                .max(Comparator.comparingInt(other -> other.itemClass().length()))
                .map(owner -> owner == kind)
                .orElse(messages.contains(kind));
        ResponseCode.ErrorObjectTypeChanged.throwIf(
                !fits, "The item class " + itemClass + " is not one of a " + kind.element() + ".");
    }

    private static void requirePercent(String text) {
        ResponseCode.ErrorInvalidPercentCompleteValue.throwIf(
                !(PropertyValueCodec.of(ValueType.PERCENT, text) instanceof BigDecimal percent)
                        || percent.signum() < 0
                        || percent.compareTo(HUNDRED) > 0);
    }

    /** Checks the MAPI property. The schema checks only the element. */
    private static void requireMinutes(String text) {
        long minutes = Long.parseLong(text.strip());
        ResponseCode.ErrorInvalidValueForProperty.throwIf(
                minutes != USUAL_MINUTES && !isReminderSpan(minutes),
                "ReminderMinutesBeforeStart cannot be " + text + ".");
    }

    /** Whether a reminder can be set to this number of minutes before the start. */
    public static boolean isReminderSpan(long minutes) {
        return minutes >= 0 && minutes <= ICalendarReader.MOST_MINUTES;
    }

    /** A culture consists of an ISO language and possibly an ISO country. An area such as 419 is not a country. */
    private static void requireCulture(String text) {
        Locale culture = Locale.forLanguageTag(text.strip());
        String country = culture.getCountry();
        ResponseCode.ErrorUnsupportedCulture.throwIf(
                !Cultures.LANGUAGES.contains(culture.getLanguage())
                        || !(country.isEmpty()
                                || AREA.matcher(country).matches()
                                || Cultures.COUNTRIES.contains(country)),
                "The culture '" + text + "' is unknown.");
    }

    private static void requireAddress(XmlElement entry) {
        boolean smtp = entry.attribute("RoutingType", "SMTP").equalsIgnoreCase("SMTP");
        ResponseCode.ErrorInvalidContactEmailAddress.throwIf(
                smtp && !ADDRESS.matcher(entry.text().strip()).matches());
    }

    private static void requireShort(XmlElement name) {
        if (name.text().length() >= REFUSED_NAME) {
            throw new EwsError(ResponseCode.ErrorPropertyUpdate, name.name() + " is too long.");
        }
    }

    /**
     * Checks a flag's dates: no completion date if flagged, no start and due date if complete, no dates without a flag
     * ([MS-OXWSCORE] 2.2.4.23).
     */
    private static void requireConsistent(XmlElement flag) {
        String status = flag.childText("FlagStatus", "");
        boolean planned = flag.child("StartDate").isPresent();
        boolean due = flag.child("DueDate").isPresent();
        boolean done = flag.child("CompleteDate").isPresent();
        boolean fits = switch (status) {
            case "Flagged" -> !done && planned == due;
            case "Complete" -> !planned && !due;
            default -> !planned && !due && !done;
        };
        ResponseCode.ErrorInvalidArgument.throwIf(!fits, "The dates of the flag do not fit its status " + status + ".");
    }
}
