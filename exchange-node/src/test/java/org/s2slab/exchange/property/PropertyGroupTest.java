package org.s2slab.exchange.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.s2slab.resource.ResourceTable;

class PropertyGroupTest {
    @Test
    void everyPropertyOfAGroupIsInTheTable() {
        assertThat(ResourceTable.rows("/ews/property-groups.tsv"))
                .allSatisfy(row -> assertThat(PropertyGroup.uris(row[0]))
                        .as(row[0])
                        .isNotEmpty()
                        .allSatisfy(uri -> assertThat(PropertyTable.EXCHANGE.byUri(uri))
                                .as(uri)
                                .isNotEmpty()));
    }

    @Test
    void aGroupHasTheElementsOfItsProperties() {
        assertThat(PropertyGroup.elements("attendee's own"))
                .isEqualTo(Set.of("Categories", "Flag", "ReminderIsSet", "ReminderMinutesBeforeStart"));
    }

    @Test
    void anUnknownGroupIsAnError() {
        assertThatThrownBy(() -> PropertyGroup.uris("none")).hasMessage("none");
    }
}
