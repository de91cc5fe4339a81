package org.s2slab.config;

import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** Finds the mandatory keys of a file: the record components that are not {@code @Nullable}. */
final class RequiredKeyIntrospector extends JacksonAnnotationIntrospector {
    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        Class<?> type = member.getDeclaringClass();
        if (!(member instanceof AnnotatedParameter parameter) || !type.isRecord()) {
            return super.hasRequiredMarker(member);
        }
        RecordComponent[] components = type.getRecordComponents();
        int index = parameter.getIndex();
        return index < components.length
                && !components[index].getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
