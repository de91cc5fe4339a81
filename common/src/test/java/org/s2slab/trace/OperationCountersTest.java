package org.s2slab.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationCountersTest {
    @Test
    void namesEverythingThatIsCounted() throws IllegalAccessException {
        List<String> constants = new ArrayList<>();
        for (Field field : OperationCounters.class.getFields()) {
            if (field.getType() == String.class) {
                constants.add((String) field.get(null));
            }
        }
        assertThat(OperationCounters.NAMES).containsExactlyInAnyOrderElementsOf(constants);
    }
}
