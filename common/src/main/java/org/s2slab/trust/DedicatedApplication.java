package org.s2slab.trust;

import java.net.URI;
import org.s2slab.identity.PrincipalId;

/**
 * The organisation's own application in a tenant (<a
 * href="https://learn.microsoft.com/exchange/hybrid-deployment/deploy-dedicated-hybrid-app">dedicated hybrid
 * application</a>). This node uses it, instead of Microsoft's application, to call an online product.
 * Its tokens are for the application alone; their claim {@code roles} lists its permissions at the resource.
 *
 * @param application its name in the tenant
 * @param resource the application id of the product that is called as this application
 * @param tokenEndpoint the v2.0 token endpoint of the tenant
 */
public record DedicatedApplication(PrincipalId application, String resource, URI tokenEndpoint) {}
