package org.s2slab.http;

import io.vertx.ext.web.Router;
import java.util.Set;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** Something the real product offers and this lab does not yet: says so, instead of seeming broken. */
public final class UnimplementedEndpoint implements Endpoint {
    private final String pattern;
    private final String detail;

    /**
     * @param pattern a regular expression of the paths
     * @param detail what is meant and when it comes
     */
    public UnimplementedEndpoint(String pattern, String detail) {
        this.pattern = pattern;
        this.detail = detail;
    }

    @Override
    public Set<String> bodyTypes() {
        return MediaTypes.XML;
    }

    @Override
    public void mount(Router router) {
        router.routeWithRegex(pattern).handler(request -> request.fail(new Refusal(RefusalCode.NOT_SUPPORTED, detail)));
    }
}
