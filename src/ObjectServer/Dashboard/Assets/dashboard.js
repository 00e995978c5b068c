"use strict";

// Brings the elements with data-live up to date while the page is visible: it asks for the page again and takes over what has changed.
// Nothing runs while no page is open, and pages work without any of this.
(() => {
    const period = Number(document.body.dataset.refresh);
    const status = document.querySelector("[data-status]");
    const pause = document.querySelector("[data-pause]");
    let timer = 0;
    let asking = null;
    let paused = sessionStorage.getItem("paused") === "yes";

    const isLive = () => period > 0 && !paused && document.visibilityState === "visible";

    function tell(text, state) {
        if (!status || status.textContent === text) return;
        status.textContent = text;
        status.className = `status ${state}`;
    }

    function keyOf(node) {
        return node.nodeType === Node.ELEMENT_NODE ? node.dataset.key || node.id || "" : "";
    }

    function isSame(old, now) {
        return old.nodeType === now.nodeType && old.nodeName === now.nodeName && keyOf(old) === keyOf(now);
    }

    // Changes what is there into what is to be there, and leaves alone what is the same: focus, selection and scrolling stay.
    function become(old, now) {
        if (old.nodeType === Node.TEXT_NODE || old.nodeType === Node.COMMENT_NODE) {
            if (old.nodeValue !== now.nodeValue) old.nodeValue = now.nodeValue;
            return;
        }
        for (const { name } of [...old.attributes]) if (!now.hasAttribute(name)) old.removeAttribute(name);
        for (const { name, value } of now.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
        becomeChildren(old, now);
    }

    function becomeChildren(old, now) {
        const keyed = new Map();
        for (const child of old.children) if (keyOf(child)) keyed.set(keyOf(child), child);
        let at = old.firstChild;
        for (const wanted of [...now.childNodes]) {
            const match = keyOf(wanted) ? keyed.get(keyOf(wanted)) : at && !keyOf(at) && isSame(at, wanted) ? at : null;
            if (match && isSame(match, wanted)) {
                if (match === at) at = at.nextSibling;
                else old.insertBefore(match, at);
                become(match, wanted);
            } else {
                old.insertBefore(document.importNode(wanted, true), at);
            }
        }
        while (at) {
            const next = at.nextSibling;
            at.remove();
            at = next;
        }
    }

    async function refresh() {
        asking?.abort();
        const mine = asking = new AbortController();
        const guard = setTimeout(() => mine.abort(), 15000);
        try {
            const reply = await fetch(location.href, { headers: { "X-Refresh": "1" }, credentials: "same-origin", signal: mine.signal });
            if (reply.status === 401) return location.assign("/login");
            const page = new DOMParser().parseFromString(await reply.text(), "text/html");
            if (!reply.ok && !page.querySelector("[data-live]")) throw new Error(reply.statusText);
            for (const old of document.querySelectorAll("[data-live]")) {
                const now = page.getElementById(old.id);
                if (now) become(old, now);
            }
            tell("Live", "live");
        } catch {
            if (asking === mine) tell("The server does not answer", "lost");
        } finally {
            clearTimeout(guard);
            if (asking === mine) {
                asking = null;
                schedule();
            }
        }
    }

    function schedule() {
        clearTimeout(timer);
        if (isLive()) timer = setTimeout(refresh, period);
        else if (period > 0 && paused) tell("Paused", "");
    }

    function searchSoon(form) {
        let typing = 0;
        form.addEventListener("input", () => {
            clearTimeout(typing);
            typing = setTimeout(() => {
                const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
                history.replaceState(null, "", `${location.pathname}${query.size > 0 ? `?${query}` : ""}`);
                refresh();
            }, 250);
        });
        form.addEventListener("submit", event => event.preventDefault());
    }

    // What cannot be undone is asked about first.
    function confirmFirst(event) {
        const form = event.target;
        const dialog = document.querySelector("[data-confirm-dialog]");
        if (!form.dataset.confirm || form.dataset.confirmed || !dialog) return;
        event.preventDefault();
        dialog.querySelector("p").textContent = form.dataset.confirm;
        dialog.onclick = click => {
            if (click.target.value === "yes") {
                form.dataset.confirmed = "yes";
                form.requestSubmit();
            }
            if (click.target.value) dialog.close();
        };
        dialog.showModal();
    }

    const link = document.querySelector("[data-link-login]");
    if (link && location.hash.length > 1) {
        link.elements.link.value = location.hash.slice(1);
        history.replaceState(null, "", location.pathname);
        link.requestSubmit();
        return;
    }

    document.addEventListener("submit", confirmFirst);
    document.querySelectorAll("form[data-search]").forEach(searchSoon);
    if (period > 0 && pause) {
        const label = () => {
            pause.setAttribute("aria-pressed", String(paused));
            pause.textContent = paused ? "Go on" : "Pause";
        };
        pause.hidden = false;
        label();
        pause.addEventListener("click", () => {
            paused = !paused;
            sessionStorage.setItem("paused", paused ? "yes" : "no");
            label();
            schedule();
        });
        tell(paused ? "Paused" : "Live", paused ? "" : "live");
    }
    document.addEventListener("visibilitychange", () => isLive() ? refresh() : schedule());
    schedule();
})();
