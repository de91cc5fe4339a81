package org.s2slab.exchange.search;

import java.text.Collator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.values.ObjectProperties;
import org.s2slab.exchange.values.PropertyPath;
import org.s2slab.exchange.values.ResponseShape;
import org.s2slab.xml.XmlElement;

/**
 * The view of a search request: the part of the result that the response contains.
 *
 * @param most the maximum number of items in the response
 */
public record PagingView(Optional<XmlElement> view, int most) {
    /** The maximum number of items in a response, whatever the request asks: the default policy of the product. */
    private static final int MOST_ITEMS = 1000;

    /** The batch size of the search for the first item that meets a condition. */
    private static final int STRETCH = 200;

    private static final String OFFSET = "IndexedPagingOffset";
    private static final PropertyPath NAME = PropertyPath.of("contacts:DisplayName");

    /**
     * A page of items.
     *
     * @param attributes the attributes of the {@code RootFolder} element
     */
    public record Page(List<ObjectProperties> items, Map<String, String> attributes) {
        /** The response content: a {@code RootFolder} with the items in groups, or in an element with the list name. */
        public EwsPayload answer(String list, ResponseShape shape, Optional<ItemGrouping> grouping) {
            return EwsPayload.in("RootFolder", xml -> {
                attributes.forEach(xml::attribute);
                if (grouping.isPresent()) {
                    grouping.get().write(xml, items, shape);
                } else {
                    xml.list(EwsNames.TYPES, list, items, item -> item.write(xml, shape));
                }
            });
        }
    }

    /**
     * Reads the view of a FindItem or FindFolder request.
     *
     * @throws EwsError for invalid numbers
     */
    public static PagingView of(XmlElement search) {
        Optional<XmlElement> view = search.children().stream()
                .filter(child -> child.name().endsWith("View"))
                .findFirst();
        int most = view.flatMap(found -> found.attribute("MaxEntriesReturned"))
                .map(PagingView::number)
                .orElse(MOST_ITEMS);
        ResponseCode.ErrorInvalidPagingMaxRows.throwIf(most < 1);
        return new PagingView(view, Math.min(most, MOST_ITEMS));
    }

    /** A restriction to the name range of a ContactsView. Other views have no restriction. */
    public Restriction bounds() {
        return switch (view.map(XmlElement::name).orElse("")) {
            case "ContactsView" -> Restriction.of(item -> isBetweenNames(item, view.orElseThrow()));
            default -> Restriction.NONE;
        };
    }

    private static boolean isBetweenNames(ObjectProperties item, XmlElement view) {
        String value = item.value(NAME);
        String name = value == null ? "" : value;
        Collator collator = Collator.getInstance(Locale.ROOT);
        collator.setStrength(Collator.PRIMARY);
        String initial = view.attribute("InitialName", "");
        String last = view.attribute("FinalName", "");
        boolean after = collator.compare(initial, name) <= 0;
        boolean before = last.isEmpty()
                || collator.compare(name, last) <= 0
                || name.regionMatches(true, 0, last, 0, last.length());
        return after && before;
    }

    /** Returns the requested page of a result. */
    public Page cut(SortedResult found) {
        int total = found.total();
        return switch (view.map(XmlElement::name).orElse("")) {
            case "IndexedPageItemView", "IndexedPageFolderView" -> indexed(view.orElseThrow(), found, total);
            case "FractionalPageItemView", "FractionalPageFolderView" -> fractional(view.orElseThrow(), found, total);
            case "SeekToConditionPageItemView" -> sought(view.orElseThrow(), found, total);
            default -> page(found, total, 0, Map.of());
        };
    }

    private Page indexed(XmlElement asked, SortedResult found, int total) {
        int offset = number(asked.attribute("Offset", "0"));
        ResponseCode.ErrorInvalidIndexedPagingParameters.throwIf(offset < 0);
        int passed = Math.min(offset, total);
        return isForward(asked)
                ? page(found, total, passed, Map.of(OFFSET, Math.min(total, passed + most)))
                : back(found, total, total - passed, Math.min(total, passed + most));
    }

    private static boolean isForward(XmlElement asked) {
        return asked.attribute("BasePoint", "").equals("Beginning");
    }

    /** A page that begins at the first item that meets a condition; for a backward search, ends at the last one. */
    private Page sought(XmlElement asked, SortedResult found, int total) {
        Restriction condition = Restriction.of(asked.child("Condition"));
        if (isForward(asked)) {
            int start = passed(condition, found, total);
            return page(found, total, start, Map.of(OFFSET, start));
        }
        int end = total - passed(condition, new SortedResult.Reversed(found, total), total);
        return back(found, total, end, Math.max(0, end - most));
    }

    /** The number of items before the first item that meets a condition; all items if none meets it. */
    private static int passed(Restriction condition, SortedResult found, int total) {
        for (int from = 0; from < total; from += STRETCH) {
            List<ObjectProperties> items = found.slice(from, Math.min(total, from + STRETCH));
            for (int i = 0; i < items.size(); i++) {
                if (condition.matches(items.get(i))) {
                    return from + i;
                }
            }
        }
        return total;
    }

    private Page fractional(XmlElement asked, SortedResult found, int total) {
        int numerator = number(asked.attribute("Numerator", "0"));
        int denominator = number(asked.attribute("Denominator", "1"));
        ResponseCode.ErrorInvalidFractionalPagingParameters.throwIf(
                numerator < 0 || denominator < 1 || numerator > denominator);
        int start = (int) ((long) total * numerator / denominator);
        return page(
                found,
                total,
                start,
                Map.of("NumeratorOffset", Math.min(total, start + most), "AbsoluteDenominator", total));
    }

    private Page page(SortedResult found, int total, int start, Map<String, Integer> more) {
        int end = Math.min(total, start + most);
        return slice(found, total, start, end, end == total, more);
    }

    /** A page that ends before a position. */
    private Page back(SortedResult found, int total, int end, int offset) {
        int start = Math.max(0, end - most);
        return slice(found, total, start, end, start == 0, Map.of(OFFSET, offset));
    }

    private static Page slice(
            SortedResult found, int total, int start, int end, boolean last, Map<String, Integer> more) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("TotalItemsInView", Integer.toString(total));
        attributes.put("IncludesLastItemInRange", Boolean.toString(last));
        more.forEach((name, value) -> attributes.put(name, Integer.toString(value)));
        return new Page(found.slice(start, end), attributes);
    }

    private static int number(String text) {
        return Integer.parseInt(text.strip());
    }
}
