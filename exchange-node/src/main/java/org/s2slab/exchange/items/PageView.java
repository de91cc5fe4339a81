package org.s2slab.exchange.items;

import java.text.Collator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.xml.XmlElement;

/** Which part of a search's result an answer holds: the view that a request asks for. */
final class PageView {
    /** Items of one answer, whatever a request asks for: the product's default policy. */
    private static final int MOST_ITEMS = 1000;

    private static final PropertyPath START = new PropertyPath("calendar:Start", Map.of());
    private static final PropertyPath END = new PropertyPath("calendar:End", Map.of());
    private static final PropertyPath NAME = new PropertyPath("contacts:DisplayName", Map.of());

    private final Optional<XmlElement> view;
    private final int most;

    /**
     * A page of items.
     *
     * @param attributes of the {@code RootFolder} element
     */
    record Page(List<Shown> items, Map<String, String> attributes) {}

    private PageView(Optional<XmlElement> view, int most) {
        this.view = view;
        this.most = most;
    }

    /**
     * Reads the view of a FindItem or FindFolder request.
     *
     * @throws EwsError for numbers that make no page
     */
    static PageView of(XmlElement search) {
        Optional<XmlElement> view = search.children().stream()
                .filter(child -> child.name().endsWith("View"))
                .findFirst();
        int most = view.flatMap(found -> found.attribute("MaxEntriesReturned"))
                .map(PageView::number)
                .orElse(MOST_ITEMS);
        if (most < 1) {
            throw new EwsError(ResponseCode.ErrorInvalidPagingMaxRows);
        }
        return new PageView(view, Math.min(most, MOST_ITEMS));
    }

    /** Whether an item is between the names of a ContactsView, or the times of a CalendarView; other views admit all. */
    boolean admits(Shown item) {
        return switch (view.map(XmlElement::name).orElse("")) {
            case "ContactsView" -> isBetweenNames(item, view.orElseThrow());
            case "CalendarView" ->
                before(item.value(START), attribute("EndDate")) && before(attribute("StartDate"), item.value(END));
            default -> true;
        };
    }

    /** A calendar is shown by time, unless another order is asked for. */
    boolean isByTime() {
        return view.filter(found -> found.name().equals("CalendarView")).isPresent();
    }

    private @Nullable String attribute(String name) {
        return view.flatMap(found -> found.attribute(name)).orElse(null);
    }

    private static boolean before(@Nullable String one, @Nullable String other) {
        return one != null && other != null && Values.compare(one, other) < 0;
    }

    private static boolean isBetweenNames(Shown item, XmlElement view) {
        String value = item.value(NAME);
        String name = value == null ? "" : value;
        Collator collator = Collator.getInstance(Locale.ROOT);
        collator.setStrength(Collator.PRIMARY);
        String initial = view.attribute("InitialName").orElse("");
        String last = view.attribute("FinalName").orElse("");
        boolean after = collator.compare(initial, name) <= 0;
        boolean before = last.isEmpty()
                || collator.compare(name, last) <= 0
                || name.regionMatches(true, 0, last, 0, last.length());
        return after && before;
    }

    /** Cuts the page out of everything found. */
    Page cut(List<Shown> found) {
        return switch (view.map(XmlElement::name).orElse("")) {
            case "IndexedPageItemView", "IndexedPageFolderView" -> indexed(view.orElseThrow(), found);
            case "FractionalPageItemView", "FractionalPageFolderView" -> fractional(view.orElseThrow(), found);
            case "SeekToConditionPageItemView" -> sought(view.orElseThrow(), found);
            default -> page(found, 0, Map.of());
        };
    }

    private Page indexed(XmlElement asked, List<Shown> found) {
        int offset = number(asked.attribute("Offset").orElse("0"));
        if (offset < 0) {
            throw new EwsError(ResponseCode.ErrorInvalidIndexedPagingParameters);
        }
        int total = found.size();
        if (asked.attribute("BasePoint").orElse("").equals("Beginning")) {
            int next = Math.min(total, Math.min(offset, total) + most);
            return page(found, offset, Map.of("IndexedPagingOffset", Integer.toString(next)));
        }
        int end = Math.max(0, total - offset);
        int start = Math.max(0, end - most);
        Map<String, String> attributes = attributes(total, start == 0);
        attributes.put("IndexedPagingOffset", Integer.toString(total - start));
        return new Page(found.subList(start, end), attributes);
    }

    /** A page that begins at the first item to meet a condition, or that ends at the last one. */
    private Page sought(XmlElement asked, List<Shown> found) {
        Restriction condition = Restriction.of(asked.child("Condition"));
        boolean fromStart = asked.attribute("BasePoint").orElse("").equals("Beginning");
        List<Integer> matches = IntStream.range(0, found.size())
                .filter(index -> condition.matches(found.get(index)))
                .boxed()
                .toList();
        if (fromStart) {
            int start = matches.isEmpty() ? found.size() : matches.get(0);
            return page(found, start, Map.of("IndexedPagingOffset", Integer.toString(start)));
        }
        int end = matches.isEmpty() ? 0 : matches.get(matches.size() - 1) + 1;
        int start = Math.max(0, end - most);
        Map<String, String> attributes = attributes(found.size(), start == 0);
        attributes.put("IndexedPagingOffset", Integer.toString(start));
        return new Page(found.subList(start, end), attributes);
    }

    private Page fractional(XmlElement asked, List<Shown> found) {
        int numerator = number(asked.attribute("Numerator").orElse("0"));
        int denominator = number(asked.attribute("Denominator").orElse("1"));
        if (numerator < 0 || denominator < 1 || numerator > denominator) {
            throw new EwsError(ResponseCode.ErrorInvalidFractionalPagingParameters);
        }
        int total = found.size();
        int start = (int) ((long) total * numerator / denominator);
        int next = Math.min(total, start + most);
        return page(
                found,
                start,
                Map.of("NumeratorOffset", Integer.toString(next), "AbsoluteDenominator", Integer.toString(total)));
    }

    private Page page(List<Shown> found, int offset, Map<String, String> extra) {
        int start = Math.min(offset, found.size());
        int end = Math.min(found.size(), start + most);
        Map<String, String> attributes = attributes(found.size(), end == found.size());
        attributes.putAll(extra);
        return new Page(found.subList(start, end), attributes);
    }

    private static Map<String, String> attributes(int total, boolean last) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("TotalItemsInView", Integer.toString(total));
        attributes.put("IncludesLastItemInRange", Boolean.toString(last));
        return attributes;
    }

    private static int number(String text) {
        return Integer.parseInt(text.strip());
    }
}
