package org.s2slab.cli;

import org.s2slab.calendar.PolicyMode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the value of {@code --policies}. */
final class PolicyModeConverter implements ITypeConverter<PolicyMode> {
    @Override
    public PolicyMode convert(String text) {
        try {
            return PolicyMode.of(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
