package org.s2slab.http;

import java.util.Set;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/**
 * Refuses requests for a feature that the real product has and this lab does not implement.
 *
 * @param pattern a regular expression of the paths
 * @param detail the feature, and when it is planned
 */
public record UnimplementedEndpoint(String pattern, String detail) implements Endpoint {
    @Override
    public Set<String> bodyTypes() {
        return MediaTypes.XML;
    }

    @Override
    public void mount(EndpointRoutes routes) {
        routes.routeWithRegex(pattern).handler(request -> request.fail(new Refusal(RefusalCode.NOT_SUPPORTED, detail)));
    }
}
