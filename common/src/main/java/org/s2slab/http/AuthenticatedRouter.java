package org.s2slab.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * A router that puts a handler, such as an authenticator, in front of each route that an endpoint adds. Two endpoint
 * groups share one port. A path that belongs to neither stays unknown instead of asking for a credential.
 */
record AuthenticatedRouter(Router router, Handler<RoutingContext> guard) {
    /** Returns a proxy, because Router has some forty methods to add a route and all must be guarded. */
    static Router of(Router router, Handler<RoutingContext> guard) {
        AuthenticatedRouter guarded = new AuthenticatedRouter(router, guard);
        return (Router) Proxy.newProxyInstance(
                Router.class.getClassLoader(),
                new Class<?>[] {Router.class},
                (proxy, method, arguments) -> guarded.invoke(method, arguments));
    }

    private @Nullable Object invoke(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            Object result = method.invoke(router, arguments);
            return result instanceof Route route ? route.handler(guard) : result;
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
