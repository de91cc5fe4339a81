package org.s2slab.trust;

import java.net.URI;
import org.s2slab.identity.PrincipalId;

/**
 * The organisation's own application in a tenant, as which this node calls the online part of the same product instead of
 * as Microsoft's application (<a
 * href="https://learn.microsoft.com/exchange/hybrid-deployment/deploy-dedicated-hybrid-app">dedicated hybrid
 * application</a>). Its tokens speak for the application alone; its permissions at the resource are in their claim {@code
 * roles}.
 *
 * @param application its name in the tenant
 * @param tokenEndpoint the v2.0 token endpoint of the tenant
 */
public record DedicatedApplication(PrincipalId application, URI tokenEndpoint) {}
