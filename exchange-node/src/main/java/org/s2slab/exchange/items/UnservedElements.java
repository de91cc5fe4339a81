package org.s2slab.exchange.items;

import java.util.Map;
import java.util.stream.Collectors;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.resource.ResourceTable;
import org.s2slab.xml.XmlElement;

/**
 * Refuses what a request may contain by the schema and this server does not do, with the product's code for it
 * ({@code unserved.tsv}), instead of reading past it.
 */
final class UnservedElements {
    private static final Map<String, ResponseCode> REFUSALS = ResourceTable.rows("/ews/unserved.tsv").stream()
            .collect(Collectors.toUnmodifiableMap(cells -> cells[0], cells -> ResponseCode.valueOf(cells[1])));

    private UnservedElements() {}

    /**
     * Looks at an element and all in it.
     *
     * @throws EwsError for the first that is not served
     */
    static XmlElement checked(XmlElement element) {
        ResponseCode refusal = REFUSALS.get(element.name());
        if (refusal != null) {
            throw new EwsError(refusal);
        }
        element.children().forEach(UnservedElements::checked);
        return element;
    }
}
