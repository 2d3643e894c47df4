<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>About Lotse</source>
        <translation>Über Lotse</translation>
    </message>
    <message>
        <source>A desktop console for container registries.</source>
        <translation>Eine Desktop-Konsole für Container-Registrys.</translation>
    </message>
    <message>
        <source>Copyright the Lotse authors. This program is free software: you can redistribute and modify it under the GNU General Public License, version 3 or later. It comes without any warranty.</source>
        <translation>Copyright die Lotse-Autoren. Dieses Programm ist freie Software: Sie dürfen es unter der GNU General Public License, Version 3 oder später, weitergeben und verändern. Es wird ohne jede Gewährleistung bereitgestellt.</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>Komponenten</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
</context>
<context>
    <name>AccountAdvanced</name>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Client certificate and timeouts</source>
        <translation>Clientzertifikat und Fristen</translation>
    </message>
    <message>
        <source>Hide client certificate and timeouts</source>
        <translation>Clientzertifikat und Fristen ausblenden</translation>
    </message>
    <message>
        <source>Show client certificate and timeouts</source>
        <translation>Clientzertifikat und Fristen einblenden</translation>
    </message>
    <message>
        <source>Client key file</source>
        <translation>Datei des Client-Schlüssels</translation>
    </message>
    <message>
        <source>Client certificate file</source>
        <translation>Datei des Clientzertifikats</translation>
    </message>
    <message>
        <source>Certificates and keys (*.pem *.crt *.cer *.key)</source>
        <translation>Zertifikate und Schlüssel (*.pem *.crt *.cer *.key)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>none: no client certificate</source>
        <translation>keins: kein Clientzertifikat</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose the client certificate file</source>
        <translation>Datei des Clientzertifikats wählen</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>empty: key in the same file</source>
        <translation>leer: Schlüssel in derselben Datei</translation>
    </message>
    <message>
        <source>Choose the client key file</source>
        <translation>Datei des Client-Schlüssels wählen</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>stored; type to replace</source>
        <translation>gespeichert; zum Ersetzen eingeben</translation>
    </message>
    <message>
        <source>passphrase of the key</source>
        <translation>Passphrase des Schlüssels</translation>
    </message>
    <message>
        <source>Passphrase of the client key</source>
        <translation>Passphrase des Client-Schlüssels</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>Frist</translation>
    </message>
    <message>
        <source>Seconds to wait for a connection and between data packets</source>
        <translation>Sekunden, die auf eine Verbindung und zwischen zwei Datenpaketen gewartet wird</translation>
    </message>
    <message>
        <source>0: default of 10 seconds to connect and 15 seconds without data.</source>
        <translation>0: Standard, 10 Sekunden für die Verbindung und 15 Sekunden ohne Daten.</translation>
    </message>
    <message>
        <source>Total timeout</source>
        <translation>Gesamtfrist</translation>
    </message>
    <message>
        <source>Maximum seconds for a complete response</source>
        <translation>Höchstens so viele Sekunden für eine vollständige Antwort</translation>
    </message>
    <message>
        <source>0: default of 1 minute per response, 5 minutes for reports and logs.</source>
        <translation>0: Standard, 1 Minute pro Antwort, 5 Minuten für Berichte und Logs.</translation>
    </message>
    <message>
        <source>Signs in at</source>
        <translation>Anmeldung bei</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Do not sign in at %1 any more</source>
        <translation>Nicht mehr bei %1 anmelden</translation>
    </message>
</context>
<context>
    <name>AccountConnection</name>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Registry address</source>
        <translation>Adresse der Registry</translation>
    </message>
    <message>
        <source>Connects to %1. The registry type is detected.</source>
        <translation>Verbindet sich mit %1. Der Typ der Registry wird erkannt.</translation>
    </message>
    <message>
        <source>Host name, or any web page of the registry.</source>
        <translation>Hostname oder eine beliebige Webseite der Registry.</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>empty: anonymous</source>
        <translation>leer: anonym</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Sign-in method</source>
        <translation>Anmeldemethode</translation>
    </message>
    <message>
        <source>Password or robot secret</source>
        <translation>Passwort oder Robot-Secret</translation>
    </message>
    <message>
        <source>Harbor CLI secret</source>
        <translation>Harbor-CLI-Secret</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Secret</translation>
    </message>
    <message>
        <source>stored; type to replace</source>
        <translation>gespeichert; zum Ersetzen eingeben</translation>
    </message>
    <message>
        <source>Store secret</source>
        <translation>Secret speichern</translation>
    </message>
    <message>
        <source>For this session</source>
        <translation>Für diese Sitzung</translation>
    </message>
    <message>
        <source>In the desktop keychain</source>
        <translation>Im Schlüsselbund des Desktops</translation>
    </message>
    <message>
        <source>In a file encrypted with a master password</source>
        <translation>In einer mit Master-Passwort verschlüsselten Datei</translation>
    </message>
    <message>
        <source>Where to store the secret</source>
        <translation>Wo das Secret gespeichert wird</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Zertifikate</translation>
    </message>
    <message>
        <source>Add a CA certificate…</source>
        <translation>CA-Zertifikat hinzufügen…</translation>
    </message>
    <message numerus="yes">
        <source>Trusts only %n custom CA certificates.</source>
        <translation>
            <numerusform>Vertraut nur %Ln eigenem CA-Zertifikat.</numerusform>
            <numerusform>Vertraut nur %Ln eigenen CA-Zertifikaten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Uses the system CA certificates.</source>
        <translation>Verwendet die CA-Zertifikate des Systems.</translation>
    </message>
    <message>
        <source>Pinned key</source>
        <translation>Festgelegter Schlüssel</translation>
    </message>
    <message>
        <source>none: accept any trusted certificate</source>
        <translation>keiner: jedes vertraute Zertifikat</translation>
    </message>
    <message>
        <source>Pinned public key, SHA-256</source>
        <translation>Festgelegter öffentlicher Schlüssel, SHA-256</translation>
    </message>
    <message>
        <source>Pin current key</source>
        <translation>Aktuellen Schlüssel festlegen</translation>
    </message>
    <message>
        <source>Identity provider</source>
        <translation>Identitätsanbieter</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>imported; type to replace</source>
        <translation>importiert; zum Ersetzen eingeben</translation>
    </message>
    <message>
        <source>or paste a token here</source>
        <translation>oder hier ein Token einfügen</translation>
    </message>
    <message>
        <source>password or secret</source>
        <translation>Passwort oder Secret</translation>
    </message>
    <message>
        <source>The keychain of the desktop cannot be used: %1</source>
        <translation>Der Schlüsselbund des Desktops ist nicht verwendbar: %1</translation>
    </message>
</context>
<context>
    <name>AccountFields</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>display name</source>
        <translation>Anzeigename</translation>
    </message>
    <message>
        <source>Registry name</source>
        <translation>Name der Registry</translation>
    </message>
    <message>
        <source>Environment and colour</source>
        <translation>Umgebung und Farbe</translation>
    </message>
    <message>
        <source>PROD</source>
        <translation>PROD</translation>
    </message>
    <message>
        <source>Marks this registry as PROD in all views.</source>
        <translation>Kennzeichnet diese Registry in allen Ansichten als PROD.</translation>
    </message>
    <message>
        <source>Colour as #rrggbb</source>
        <translation>Farbe als #rrggbb</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Allow changes with this account</source>
        <translation>Änderungen mit diesem Konto erlauben</translation>
    </message>
    <message>
        <source>Lotse may change and delete objects in the registry. Each change asks for confirmation.</source>
        <translation>Lotse darf Objekte in der Registry ändern und löschen. Jede Änderung muss bestätigt werden.</translation>
    </message>
    <message>
        <source>Read-only: nothing is written to the registry until you allow changes here.</source>
        <translation>Schreibgeschützt: In die Registry wird nichts geschrieben, bis Sie hier Änderungen erlauben.</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>library/nginx</source>
        <translation>library/nginx</translation>
    </message>
    <message>
        <source>Repositories, one per line</source>
        <translation>Repositorys, eines pro Zeile</translation>
    </message>
    <message>
        <source>Only for registries without a repository list; one per line.</source>
        <translation>Nur für Registrys ohne Repository-Liste; eines pro Zeile.</translation>
    </message>
    <message>
        <source>#rrggbb</source>
        <translation>#rrggbb</translation>
    </message>
</context>
<context>
    <name>AccountForm</name>
    <message>
        <source>%1 is not a repository name. Enter one per line, in lower case, without host and tag: library/nginx.</source>
        <translation>%1 ist kein Repository-Name. Geben Sie einen pro Zeile ein, in Kleinbuchstaben, ohne Host und Tag: library/nginx.</translation>
    </message>
</context>
<context>
    <name>AccountOidc</name>
    <message>
        <source>Issuer, https://id.example.com/realms/main</source>
        <translation>Aussteller, https://id.example.com/realms/main</translation>
    </message>
    <message>
        <source>Identity provider issuer</source>
        <translation>Aussteller des Identitätsanbieters</translation>
    </message>
    <message>
        <source>Client ID</source>
        <translation>Client-ID</translation>
    </message>
    <message>
        <source>Identity provider client ID</source>
        <translation>Client-ID beim Identitätsanbieter</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>Erkennen</translation>
    </message>
    <message>
        <source>Detects issuer and client ID from the sign-in page of the registry.</source>
        <translation>Erkennt Aussteller und Client-ID an der Anmeldeseite der Registry.</translation>
    </message>
    <message>
        <source>Sign in with the browser</source>
        <translation>Mit dem Browser anmelden</translation>
    </message>
    <message>
        <source>Sign in with a code</source>
        <translation>Mit einem Code anmelden</translation>
    </message>
    <message>
        <source>For computers without a browser.</source>
        <translation>Für Computer ohne Browser.</translation>
    </message>
    <message>
        <source>Cancel the sign-in</source>
        <translation>Anmeldung abbrechen</translation>
    </message>
    <message>
        <source>Code: %1</source>
        <translation>Code: %1</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
</context>
<context>
    <name>AccountOutcome</name>
    <message>
        <source>Add a CA certificate…</source>
        <translation>CA-Zertifikat hinzufügen…</translation>
    </message>
    <message>
        <source>Confirm…</source>
        <translation>Bestätigen…</translation>
    </message>
</context>
<context>
    <name>AccountPage</name>
    <message>
        <source>Add a registry</source>
        <translation>Registry hinzufügen</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
    <message>
        <source>Save and open</source>
        <translation>Speichern und öffnen</translation>
    </message>
    <message>
        <source>Test the connection</source>
        <translation>Verbindung testen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Send the password without encryption?</source>
        <translation>Passwort unverschlüsselt senden?</translation>
    </message>
    <message>
        <source>The connection to %1 is not encrypted (http). Others on the network can read the user name and password and modify the responses. Use https if the registry supports it.</source>
        <translation>Die Verbindung zu %1 ist nicht verschlüsselt (http). Andere im Netz können Benutzernamen und Passwort lesen und die Antworten verändern. Verwenden Sie https, wenn die Registry es unterstützt.</translation>
    </message>
    <message>
        <source>Continue without encryption</source>
        <translation>Unverschlüsselt fortfahren</translation>
    </message>
    <message>
        <source>The public key of the registry has changed</source>
        <translation>Der öffentliche Schlüssel der Registry hat sich geändert</translation>
    </message>
    <message>
        <source>Nothing was sent. Ask the administrator whether the key was replaced and compare the fingerprints. If it was not replaced, the connection may be intercepted.</source>
        <translation>Es wurde nichts gesendet. Fragen Sie den Administrator, ob der Schlüssel ersetzt wurde, und vergleichen Sie die Fingerabdrücke. Wurde er nicht ersetzt, wird die Verbindung möglicherweise abgehört.</translation>
    </message>
    <message>
        <source>Pinned key</source>
        <translation>Festgelegter Schlüssel</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neuer Schlüssel</translation>
    </message>
    <message>
        <source>Certificate for</source>
        <translation>Zertifikat für</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Ausgestellt von</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Gültig</translation>
    </message>
    <message>
        <source>Pin new key</source>
        <translation>Neuen Schlüssel festlegen</translation>
    </message>
</context>
<context>
    <name>AccountsPage</name>
    <message>
        <source>Manage registries</source>
        <translation>Registrys verwalten</translation>
    </message>
    <message numerus="yes">
        <source>%n registries</source>
        <translation>
            <numerusform>%Ln Registry</numerusform>
            <numerusform>%Ln Registrys</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a registry</source>
        <translation>Registry hinzufügen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>No registry yet</source>
        <translation>Noch keine Registry</translation>
    </message>
    <message>
        <source>Enter the address of a registry to add it. The account is read-only until you allow changes.</source>
        <translation>Geben Sie die Adresse einer Registry ein. Das Konto ist schreibgeschützt, bis Sie Änderungen erlauben.</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>The account and its secret are deleted from this computer. The registry itself does not change. You can add the account again with its address and password.</source>
        <translation>Das Konto und sein Secret werden von diesem Computer gelöscht. Die Registry selbst ändert sich nicht. Sie können das Konto mit Adresse und Passwort wieder hinzufügen.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Import from docker…</source>
        <translation>Aus docker importieren…</translation>
    </message>
</context>
<context>
    <name>AllPage</name>
    <message>
        <source>All registries</source>
        <translation>Alle Registrys</translation>
    </message>
    <message numerus="yes">
        <source>%n registries</source>
        <translation>
            <numerusform>%Ln Registry</numerusform>
            <numerusform>%Ln Registrys</numerusform>
        </translation>
    </message>
    <message>
        <source>Manage registries</source>
        <translation>Registrys verwalten</translation>
    </message>
    <message>
        <source>Add a registry</source>
        <translation>Registry hinzufügen</translation>
    </message>
    <message>
        <source>Reconnect all</source>
        <translation>Alle neu verbinden</translation>
    </message>
    <message>
        <source>No registry yet</source>
        <translation>Noch keine Registry</translation>
    </message>
    <message>
        <source>Enter the address of a registry to add it. The account is read-only until you allow changes.</source>
        <translation>Geben Sie die Adresse einer Registry ein. Das Konto ist schreibgeschützt, bis Sie Änderungen erlauben.</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
</context>
<context>
    <name>AllowlistDialog</name>
    <message>
        <source>Propose allowlist change</source>
        <translation>Änderung der Zulassungsliste vorschlagen</translation>
    </message>
    <message>
        <source>Save proposal</source>
        <translation>Vorschlag speichern</translation>
    </message>
    <message>
        <source>API request (*.json)</source>
        <translation>API-Anfrage (*.json)</translation>
    </message>
    <message>
        <source>Summary (*.txt)</source>
        <translation>Zusammenfassung (*.txt)</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Add to allowlist</source>
        <translation>Zur Zulassungsliste hinzufügen</translation>
    </message>
    <message>
        <source>Remove from allowlist</source>
        <translation>Von der Zulassungsliste entfernen</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>Registry</translation>
    </message>
    <message>
        <source>Allowlist</source>
        <translation>Zulassungsliste</translation>
    </message>
    <message>
        <source>Allowlist of the system or a project</source>
        <translation>Zulassungsliste des Systems oder eines Projekts</translation>
    </message>
    <message>
        <source>Affected images</source>
        <translation>Betroffene Images</translation>
    </message>
    <message>
        <source>newly allowed</source>
        <translation>neu erlaubt</translation>
    </message>
    <message>
        <source>newly blocked</source>
        <translation>neu blockiert</translation>
    </message>
    <message>
        <source>The registry is not changed. Save the proposal and send it to an administrator.</source>
        <translation>Die Registry wird nicht geändert. Speichern Sie den Vorschlag und senden Sie ihn an einen Administrator.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Allowlist expires</source>
        <translation>Zulassungsliste läuft ab</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>2027-01-31</source>
        <translation>2027-01-31</translation>
    </message>
    <message>
        <source>Expiry date of the allowlist</source>
        <translation>Ablaufdatum der Zulassungsliste</translation>
    </message>
</context>
<context>
    <name>AllowlistsPage</name>
    <message>
        <source>Allowlists</source>
        <translation>Zulassungslisten</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Verwendung</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Not in use</source>
        <translation>Nicht in Verwendung</translation>
    </message>
    <message>
        <source>No allowlist entries</source>
        <translation>Keine Einträge in Zulassungslisten</translation>
    </message>
    <message>
        <source>The system allowlist and all project allowlists are empty.</source>
        <translation>Die System-Zulassungsliste und alle Projekt-Zulassungslisten sind leer.</translation>
    </message>
</context>
<context>
    <name>ArtifactForm</name>
    <message>
        <source>Stage the deletion</source>
        <translation>Löschung vormerken</translation>
    </message>
    <message>
        <source>Stage the copy</source>
        <translation>Kopie vormerken</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Vormerken</translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation>Tag hinzufügen</translation>
    </message>
    <message>
        <source>1.4.2</source>
        <translation>1.4.2</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>Neuer Tag</translation>
    </message>
    <message>
        <source>Current tags; clear a check box to remove a tag</source>
        <translation>Aktuelle Tags; zum Entfernen eines Tags das Häkchen entfernen</translation>
    </message>
    <message>
        <source>immutable: cannot be removed</source>
        <translation>unveränderlich: kann nicht entfernt werden</translation>
    </message>
    <message>
        <source>No labels in the registry or the project.</source>
        <translation>Registry und Projekt haben keine Labels.</translation>
    </message>
    <message>
        <source>project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>global</source>
        <translation>global</translation>
    </message>
    <message>
        <source>Target repository</source>
        <translation>Ziel-Repository</translation>
    </message>
    <message>
        <source>Target project</source>
        <translation>Zielprojekt</translation>
    </message>
</context>
<context>
    <name>ArtifactHead</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %Ln weiterer</numerusform>
            <numerusform>und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>no tag</source>
        <translation>kein Tag</translation>
    </message>
    <message>
        <source>Copy tags</source>
        <translation>Tags kopieren</translation>
    </message>
    <message>
        <source>Digest %1</source>
        <translation>Digest %1</translation>
    </message>
    <message>
        <source>Copy digest</source>
        <translation>Digest kopieren</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>Compare with an earlier image</source>
        <translation>Mit einem früheren Image vergleichen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
</context>
<context>
    <name>ArtifactPage</name>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Vulnerabilities</source>
        <translation>Schwachstellen</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>SBOM</source>
        <translation>SBOM</translation>
    </message>
    <message>
        <source>Attached</source>
        <translation>Angehängt</translation>
    </message>
    <message>
        <source>Pull</source>
        <translation>Pull</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Rohdaten</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>Signaturen</translation>
    </message>
</context>
<context>
    <name>ArtifactsPage</name>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>Tagged</source>
        <translation>Mit Tag</translation>
    </message>
    <message>
        <source>Untagged</source>
        <translation>Ohne Tag</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Charts</translation>
    </message>
    <message>
        <source>Artifacts of %1</source>
        <translation>Artefakte von %1</translation>
    </message>
    <message>
        <source>No artifacts</source>
        <translation>Keine Artefakte</translation>
    </message>
    <message>
        <source>The repository is empty, or no artifact matches the filter.</source>
        <translation>Das Repository ist leer, oder kein Artefakt passt zum Filter.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Select two artifacts</source>
        <translation>Zwei Artefakte auswählen</translation>
    </message>
</context>
<context>
    <name>AttachedTab</name>
    <message>
        <source>No attachments</source>
        <translation>Keine Anhänge</translation>
    </message>
    <message>
        <source>This artifact has no signature, SBOM, VEX document or attestation.</source>
        <translation>Dieses Artefakt hat keine Signatur, keine SBOM, kein VEX-Dokument und keine Attestierung.</translation>
    </message>
    <message>
        <source>Attached</source>
        <translation>Angehängt</translation>
    </message>
</context>
<context>
    <name>AuditCharts</name>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt …</translation>
    </message>
    <message>
        <source>%L1 entries</source>
        <translation>%L1 Einträge</translation>
    </message>
    <message>
        <source>Entries over time</source>
        <translation>Einträge im Zeitverlauf</translation>
    </message>
    <message>
        <source>No matching entries</source>
        <translation>Keine passenden Einträge</translation>
    </message>
    <message>
        <source>By weekday and hour</source>
        <translation>Nach Wochentag und Stunde</translation>
    </message>
    <message>
        <source>local time</source>
        <translation>Ortszeit</translation>
    </message>
</context>
<context>
    <name>AuditFields</name>
    <message>
        <source>From date</source>
        <translation>Ab Datum</translation>
    </message>
    <message>
        <source>To date</source>
        <translation>Bis Datum</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Any operation</source>
        <translation>Jede Operation</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>Any resource type</source>
        <translation>Jeder Ressourcentyp</translation>
    </message>
    <message>
        <source>Resource type</source>
        <translation>Ressourcentyp</translation>
    </message>
    <message>
        <source>Resource contains</source>
        <translation>Ressource enthält</translation>
    </message>
    <message>
        <source>Any result</source>
        <translation>Jedes Ergebnis</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>Erfolg</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>All registries</source>
        <translation>Alle Registrys</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>Registry</translation>
    </message>
    <message>
        <source>Robots only</source>
        <translation>Nur Robot-Konten</translation>
    </message>
    <message>
        <source>Any project</source>
        <translation>Beliebiges Projekt</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Any field contains</source>
        <translation>Beliebiges Feld enthält</translation>
    </message>
</context>
<context>
    <name>AuditInForce</name>
    <message>
        <source>Remove this filter</source>
        <translation>Diesen Filter entfernen</translation>
    </message>
    <message>
        <source>Remove filter %1</source>
        <translation>Filter %1 entfernen</translation>
    </message>
</context>
<context>
    <name>AuditNotices</name>
    <message>
        <source>Filters:</source>
        <translation>Filter:</translation>
    </message>
    <message>
        <source>The server cannot filter by this; available only in the local store: %1</source>
        <translation>Der Server kann danach nicht filtern; nur im lokalen Speicher verfügbar: %1</translation>
    </message>
    <message>
        <source>Use the local store</source>
        <translation>Lokalen Speicher verwenden</translation>
    </message>
    <message>
        <source>The local store has no audit entries yet, so the list comes from the server. Sync to see all registries, charts and unusual activity.</source>
        <translation>Der lokale Speicher enthält noch keine Audit-Einträge, daher kommt die Liste vom Server. Synchronisieren Sie, um alle Registrys, Diagramme und ungewöhnliche Aktivität zu sehen.</translation>
    </message>
    <message>
        <source>The local store has no audit entries yet.</source>
        <translation>Der lokale Speicher enthält noch keine Audit-Einträge.</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Jetzt synchronisieren</translation>
    </message>
</context>
<context>
    <name>AuditPage</name>
    <message>
        <source>Audit trail</source>
        <translation>Audit-Protokoll</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 Tage</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>Gesamte Zeit</translation>
    </message>
    <message>
        <source>No matching entries</source>
        <translation>Keine passenden Einträge</translation>
    </message>
    <message>
        <source>The registry has no audit entries, or you have no permission to see them.</source>
        <translation>Die Registry hat keine Audit-Einträge, oder Ihnen fehlt die Berechtigung.</translation>
    </message>
    <message>
        <source>Extend the time range or clear a filter.</source>
        <translation>Erweitern Sie den Zeitraum, oder leeren Sie einen Filter.</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Refresh every 15 seconds</source>
        <translation>Alle 15 Sekunden aktualisieren</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Local store, all registries</source>
        <translation>Lokaler Speicher, alle Registrys</translation>
    </message>
    <message>
        <source>Server, this registry</source>
        <translation>Server, diese Registry</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Unusual activity (%1)</source>
        <translation>Ungewöhnliche Aktivität (%1)</translation>
    </message>
    <message>
        <source>Unusual activity</source>
        <translation>Ungewöhnliche Aktivität</translation>
    </message>
    <message>
        <source>Hide charts</source>
        <translation>Diagramme ausblenden</translation>
    </message>
    <message>
        <source>Show charts</source>
        <translation>Diagramme einblenden</translation>
    </message>
</context>
<context>
    <name>AuditViewsMenu</name>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Save view …</source>
        <translation>Ansicht speichern …</translation>
    </message>
    <message>
        <source>Remove this view</source>
        <translation>Diese Ansicht entfernen</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>Ansicht speichern</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>Name der Ansicht</translation>
    </message>
    <message>
        <source>All entries</source>
        <translation>Alle Einträge</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>BusyIndicator</name>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
</context>
<context>
    <name>CaDialog</name>
    <message>
        <source>Add a CA certificate</source>
        <translation>CA-Zertifikat hinzufügen</translation>
    </message>
    <message>
        <source>CA certificate file</source>
        <translation>Datei des CA-Zertifikats</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>Zertifikate (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>This account will trust only these certificates, not those of the system. Get the file from the administrator of the registry.</source>
        <translation>Dieses Konto vertraut dann nur diesen Zertifikaten, nicht denen des Systems. Beziehen Sie die Datei vom Administrator der Registry.</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>or paste text starting with -----BEGIN CERTIFICATE-----</source>
        <translation>oder Text einfügen, der mit -----BEGIN CERTIFICATE----- beginnt</translation>
    </message>
    <message>
        <source>Certificates in PEM form</source>
        <translation>Zertifikate im PEM-Format</translation>
    </message>
    <message>
        <source>No PEM certificate found. Choose a CA certificate file.</source>
        <translation>Kein PEM-Zertifikat gefunden. Wählen Sie eine Datei mit einem CA-Zertifikat.</translation>
    </message>
    <message>
        <source>%1, issued by %2, %3 to %4</source>
        <translation>%1, ausgestellt von %2, %3 bis %4</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Use system certificates</source>
        <translation>Systemzertifikate verwenden</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Vertrauen</translation>
    </message>
</context>
<context>
    <name>ChangeConflict</name>
    <message>
        <source>Member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>Aktuell</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Use planned value</source>
        <translation>Geplanten Wert verwenden</translation>
    </message>
    <message>
        <source>%1 instead of %2</source>
        <translation>%1 statt %2</translation>
    </message>
    <message>
        <source>Keep current value</source>
        <translation>Aktuellen Wert behalten</translation>
    </message>
    <message>
        <source>%1 is kept</source>
        <translation>%1 bleibt</translation>
    </message>
</context>
<context>
    <name>ChangeLine</name>
    <message>
        <source>Apply this change</source>
        <translation>Diese Änderung anwenden</translation>
    </message>
    <message>
        <source>Request ID: %1</source>
        <translation>Anfrage-ID: %1</translation>
    </message>
    <message>
        <source>Enter the %1</source>
        <translation>%1 eingeben</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Hide before and after</source>
        <translation>Vorher und Nachher ausblenden</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Vorher und Nachher</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>ChangesPage</name>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>In conflict</source>
        <translation>In Konflikt</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>A plan from %1 did not finish. %2</source>
        <translation>Ein Plan vom %1 wurde nicht beendet. %2</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Nachprüfen</translation>
    </message>
    <message>
        <source>Checks the state of unfinished changes; sends nothing.</source>
        <translation>Prüft den Stand unvollständiger Änderungen; sendet nichts.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Checks unfinished changes first, then continues.</source>
        <translation>Prüft zuerst unvollständige Änderungen und fährt dann fort.</translation>
    </message>
    <message>
        <source>Connect an account that allows changes. No changes may be staged.</source>
        <translation>Verbinden Sie ein Konto, das Änderungen erlaubt; es darf nichts vorgemerkt sein.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>No changes of this kind</source>
        <translation>Keine Änderungen dieser Art</translation>
    </message>
    <message>
        <source>Nothing was changed from here yet</source>
        <translation>Noch keine Änderungen</translation>
    </message>
    <message>
        <source>Applied changes are recorded here with their proof.</source>
        <translation>Angewendete Änderungen werden hier mit Nachweis aufgezeichnet.</translation>
    </message>
</context>
<context>
    <name>ChangesPanel</name>
    <message>
        <source>Save the plan</source>
        <translation>Plan speichern</translation>
    </message>
    <message>
        <source>Change plan (*.json)</source>
        <translation>Änderungsplan (*.json)</translation>
    </message>
    <message>
        <source>Open a plan</source>
        <translation>Plan öffnen</translation>
    </message>
    <message>
        <source>Select a registry.</source>
        <translation>Wählen Sie eine Registry.</translation>
    </message>
    <message>
        <source>Open a plan…</source>
        <translation>Plan öffnen …</translation>
    </message>
    <message>
        <source>Save as plan…</source>
        <translation>Als Plan speichern …</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Last staged edit (Ctrl+Z)</source>
        <translation>Die letzte vorgemerkte Änderung (Strg+Z)</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Discard all</source>
        <translation>Alle verwerfen</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>Überprüfen …</translation>
    </message>
    <message>
        <source>No staged changes</source>
        <translation>Nichts vorgemerkt</translation>
    </message>
    <message>
        <source>Edits of quotas and members are collected here; nothing is sent before you have reviewed them.</source>
        <translation>Änderungen an Kontingenten und Mitgliedern werden hier gesammelt; vor Ihrer Überprüfung wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Staged changes</source>
        <translation>Vorgemerkte Änderungen</translation>
    </message>
</context>
<context>
    <name>ChartCard</name>
    <message>
        <source>No data yet</source>
        <translation>Noch keine Daten</translation>
    </message>
    <message>
        <source>Show as a chart</source>
        <translation>Als Diagramm zeigen</translation>
    </message>
    <message>
        <source>Show as a table</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Save image</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>PNG image (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>SVG image (*.svg)</source>
        <translation>SVG-Bild (*.svg)</translation>
    </message>
</context>
<context>
    <name>ChartTable</name>
    <message>
        <source>%1 as a table</source>
        <translation>%1 als Tabelle</translation>
    </message>
</context>
<context>
    <name>CodeView</name>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Find in text</source>
        <translation>Im Text suchen</translation>
    </message>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>ColumnMenu</name>
    <message>
        <source>Reset columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Earlier image</source>
        <translation>Früheres Image</translation>
    </message>
    <message>
        <source>image of another repository</source>
        <translation>Image eines anderen Repositorys</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Later image</source>
        <translation>Späteres Image</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Changed findings</source>
        <translation>Geänderte Befunde</translation>
    </message>
    <message>
        <source>No differences</source>
        <translation>Keine Unterschiede</translation>
    </message>
    <message>
        <source>Both reports list the same vulnerabilities and versions.</source>
        <translation>Beide Berichte enthalten dieselben Schwachstellen und Versionen.</translation>
    </message>
    <message>
        <source>Changed packages</source>
        <translation>Geänderte Pakete</translation>
    </message>
    <message>
        <source>Reports list only packages with findings.</source>
        <translation>Berichte enthalten nur Pakete mit Befunden.</translation>
    </message>
    <message>
        <source>Layers of both images</source>
        <translation>Schichten beider Images</translation>
    </message>
    <message>
        <source>No layers to compare</source>
        <translation>Keine Schichten zu vergleichen</translation>
    </message>
    <message>
        <source>The comparison uses the local store. Sync the registry first.</source>
        <translation>Der Vergleich verwendet den lokalen Speicher. Synchronisieren Sie zuerst die Registry.</translation>
    </message>
    <message>
        <source>Sync this registry</source>
        <translation>Diese Registry synchronisieren</translation>
    </message>
</context>
<context>
    <name>ConfigurationPage</name>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Gesetzt</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Schreibgeschützt</translation>
    </message>
    <message>
        <source>Unknown keys</source>
        <translation>Unbekannte Schlüssel</translation>
    </message>
    <message>
        <source>No configuration</source>
        <translation>Keine Konfiguration</translation>
    </message>
    <message>
        <source>The registry returned no configuration.</source>
        <translation>Die Registry hat keine Konfiguration geliefert.</translation>
    </message>
</context>
<context>
    <name>ConnectState</name>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird hergestellt</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>Anmelden…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Compare the keys…</source>
        <translation>Schlüssel vergleichen…</translation>
    </message>
    <message>
        <source>Edit account…</source>
        <translation>Konto bearbeiten…</translation>
    </message>
    <message>
        <source>Try http instead…</source>
        <translation>Stattdessen http versuchen…</translation>
    </message>
    <message>
        <source>Try https instead…</source>
        <translation>Stattdessen https versuchen…</translation>
    </message>
    <message>
        <source>Opens the account with an unencrypted address; nothing is sent until you confirm.</source>
        <translation>Öffnet das Konto mit einer unverschlüsselten Adresse; vor Ihrer Bestätigung wird nichts gesendet.</translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>CveDecisions</name>
    <message>
        <source>No decisions</source>
        <translation>Keine Entscheidungen</translation>
    </message>
    <message>
        <source>Use the findings page to make a decision for an image, a project or all registries.</source>
        <translation>Auf der Seite „Befunde“ treffen Sie Entscheidungen für ein Image, ein Projekt oder alle Registrys.</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
</context>
<context>
    <name>CveHead</name>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
    <message>
        <source>Sync all registries</source>
        <translation>Alle Registrys synchronisieren</translation>
    </message>
    <message>
        <source>Searching the local store …</source>
        <translation>Der lokale Speicher wird durchsucht …</translation>
    </message>
    <message>
        <source>Allowlist …</source>
        <translation>Zulassungsliste …</translation>
    </message>
    <message>
        <source>Shows which images an allowlist entry would unblock, and exports a proposal</source>
        <translation>Zeigt, welche Images ein Eintrag auf einer Zulassungsliste freigäbe, und exportiert einen Vorschlag</translation>
    </message>
    <message>
        <source>Pushes and pulls by user</source>
        <translation>Pushes und Pulls nach Benutzer</translation>
    </message>
    <message>
        <source>Shows the audit trail of the affected images</source>
        <translation>Zeigt das Audit-Protokoll der betroffenen Images</translation>
    </message>
</context>
<context>
    <name>CvePage</name>
    <message>
        <source>Search scope</source>
        <translation>Suchumfang</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
    <message>
        <source>Filter the images</source>
        <translation>Images filtern</translation>
    </message>
    <message>
        <source>Images with %1</source>
        <translation>Images mit %1</translation>
    </message>
    <message>
        <source>No synced registries</source>
        <translation>Keine synchronisierten Registrys</translation>
    </message>
    <message>
        <source>%1 was not found in any searched image</source>
        <translation>%1 wurde in keinem durchsuchten Image gefunden</translation>
    </message>
    <message>
        <source>Sync all registries</source>
        <translation>Alle Registrys synchronisieren</translation>
    </message>
    <message>
        <source>No account for the registry of this image. Add an account to open the image.</source>
        <translation>Kein Konto für die Registry dieses Images. Fügen Sie ein Konto hinzu, um das Image zu öffnen.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>CveTexts</name>
    <message>
        <source>No description in the synced reports.</source>
        <translation>Keine Beschreibung in den synchronisierten Berichten.</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Link %1</source>
        <translation>Link %1</translation>
    </message>
</context>
<context>
    <name>DecisionDialog</name>
    <message>
        <source>In triage</source>
        <translation>In Prüfung</translation>
    </message>
    <message>
        <source>Affected</source>
        <translation>Betroffen</translation>
    </message>
    <message>
        <source>Not affected</source>
        <translation>Nicht betroffen</translation>
    </message>
    <message>
        <source>False positive</source>
        <translation>Fehlalarm</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Behoben</translation>
    </message>
    <message>
        <source>Risk accepted</source>
        <translation>Risiko akzeptiert</translation>
    </message>
    <message>
        <source>Change the decision</source>
        <translation>Entscheidung ändern</translation>
    </message>
    <message>
        <source>Decision on %1</source>
        <translation>Entscheidung zu %1</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>Name of the responsible person or team</source>
        <translation>Name der verantwortlichen Person oder des Teams</translation>
    </message>
    <message>
        <source>Enter an author.</source>
        <translation>Geben Sie einen Autor ein.</translation>
    </message>
    <message>
        <source>Calculating the effect …</source>
        <translation>Auswirkung wird ermittelt …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Entscheiden</translation>
    </message>
</context>
<context>
    <name>DecisionFields</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Code not present</source>
        <translation>Code nicht vorhanden</translation>
    </message>
    <message>
        <source>Code not reachable</source>
        <translation>Code nicht erreichbar</translation>
    </message>
    <message>
        <source>Requires configuration</source>
        <translation>Erfordert Konfiguration</translation>
    </message>
    <message>
        <source>Requires dependency</source>
        <translation>Erfordert Abhängigkeit</translation>
    </message>
    <message>
        <source>Requires environment</source>
        <translation>Erfordert Umgebung</translation>
    </message>
    <message>
        <source>Protected by compiler</source>
        <translation>Durch Compiler geschützt</translation>
    </message>
    <message>
        <source>Protected at runtime</source>
        <translation>Zur Laufzeit geschützt</translation>
    </message>
    <message>
        <source>Protected at perimeter</source>
        <translation>Am Perimeter geschützt</translation>
    </message>
    <message>
        <source>Protected by mitigating control</source>
        <translation>Durch Gegenmaßnahme geschützt</translation>
    </message>
    <message>
        <source>update</source>
        <translation>Aktualisierung</translation>
    </message>
    <message>
        <source>rollback</source>
        <translation>Rollback</translation>
    </message>
    <message>
        <source>workaround available</source>
        <translation>Umgehung verfügbar</translation>
    </message>
    <message>
        <source>cannot fix</source>
        <translation>nicht behebbar</translation>
    </message>
    <message>
        <source>will not fix</source>
        <translation>wird nicht behoben</translation>
    </message>
    <message>
        <source>Justification</source>
        <translation>Begründung</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Required to hide a finding</source>
        <translation>Erforderlich, um einen Befund auszublenden</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Reaktion</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Ticket</translation>
    </message>
    <message>
        <source>Ticket URL</source>
        <translation>URL des Tickets</translation>
    </message>
</context>
<context>
    <name>DecisionHistory</name>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
    <message>
        <source>active</source>
        <translation>aktiv</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>review on %1</source>
        <translation>Wiedervorlage am %1</translation>
    </message>
    <message>
        <source>Change …</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Zurückziehen</translation>
    </message>
</context>
<context>
    <name>DecisionReach</name>
    <message>
        <source>These digests only</source>
        <translation>Nur diese Digests</translation>
    </message>
    <message>
        <source>Their repositories</source>
        <translation>Deren Repositorys</translation>
    </message>
    <message>
        <source>Their projects</source>
        <translation>Deren Projekte</translation>
    </message>
    <message>
        <source>Their registries</source>
        <translation>Deren Registrys</translation>
    </message>
    <message>
        <source>All registries</source>
        <translation>Alle Registrys</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Geltungsbereich</translation>
    </message>
    <message>
        <source>Scope of the decision</source>
        <translation>Geltungsbereich der Entscheidung</translation>
    </message>
    <message>
        <source>All versions of the package</source>
        <translation>Alle Versionen des Pakets</translation>
    </message>
    <message>
        <source>If off, new versions need a review</source>
        <translation>Sonst muss eine neue Version geprüft werden</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Expiry date, YYYY-MM-DD</source>
        <translation>Ablaufdatum, JJJJ-MM-TT</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Wiedervorlage</translation>
    </message>
    <message>
        <source>Review date, YYYY-MM-DD</source>
        <translation>Datum der Wiedervorlage, JJJJ-MM-TT</translation>
    </message>
    <message>
        <source>Hide from open findings</source>
        <translation>Aus den offenen Befunden ausblenden</translation>
    </message>
</context>
<context>
    <name>DiagnosticsPage</name>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Save the diagnostics</source>
        <translation>Diagnose speichern</translation>
    </message>
    <message>
        <source>The file contains exactly this text, without passwords and tokens. Review it before sharing.</source>
        <translation>Die Datei enthält genau diesen Text, ohne Passwörter und Tokens. Prüfen Sie ihn vor dem Weitergeben.</translation>
    </message>
    <message>
        <source>Include names</source>
        <translation>Namen einschließen</translation>
    </message>
    <message>
        <source>Includes the names of hosts, projects and users.</source>
        <translation>Schließt die Namen von Hosts, Projekten und Benutzern ein.</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
</context>
<context>
    <name>DiscardBar</name>
    <message>
        <source>Discard your input?</source>
        <translation>Eingaben verwerfen?</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>Weiter bearbeiten</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>Dock</name>
    <message>
        <source>Panel</source>
        <translation>Bereich unten</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Hide panel</source>
        <translation>Bereich ausblenden</translation>
    </message>
    <message>
        <source>Show panel</source>
        <translation>Bereich einblenden</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
</context>
<context>
    <name>DockTab</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>DockerImportPage</name>
    <message>
        <source>Import from docker</source>
        <translation>Aus docker importieren</translation>
    </message>
    <message>
        <source>Manage registries</source>
        <translation>Registrys verwalten</translation>
    </message>
    <message>
        <source>Source: %1. These files are not changed. Imported accounts are read-only.</source>
        <translation>Quelle: %1. Diese Dateien werden nicht verändert. Importierte Konten sind schreibgeschützt.</translation>
    </message>
    <message>
        <source>Reading from the credential helper. It may ask for its password.</source>
        <translation>Der Credential-Helper wird gelesen. Er fragt eventuell nach seinem Passwort.</translation>
    </message>
    <message>
        <source>User: %1</source>
        <translation>Benutzer: %1</translation>
    </message>
    <message>
        <source>Secret stored %1</source>
        <translation>Secret gespeichert: %1</translation>
    </message>
    <message>
        <source>already added</source>
        <translation>bereits hinzugefügt</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>%1 importieren</translation>
    </message>
    <message>
        <source>Nothing to import</source>
        <translation>Nichts zu importieren</translation>
    </message>
    <message>
        <source>docker and podman have no stored sign-in. Run docker login or podman login, or add the registry by its address.</source>
        <translation>docker und podman haben keine gespeicherte Anmeldung. Führen Sie docker login oder podman login aus, oder fügen Sie die Registry über ihre Adresse hinzu.</translation>
    </message>
    <message>
        <source>Add a registry</source>
        <translation>Registry hinzufügen</translation>
    </message>
</context>
<context>
    <name>EditPane</name>
    <message>
        <source>Stage</source>
        <translation>Vormerken</translation>
    </message>
    <message>
        <source>Close without staging</source>
        <translation>Schließen, ohne vorzumerken</translation>
    </message>
    <message>
        <source>Nothing is sent before the review (Ctrl+Enter).</source>
        <translation>Vor der Überprüfung (Strg+Eingabe) wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Es wurde nichts geändert.</translation>
    </message>
</context>
<context>
    <name>ExceptionDialog</name>
    <message>
        <source>Add exception for %1</source>
        <translation>Ausnahme für %1 hinzufügen</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Verantwortlich</translation>
    </message>
    <message>
        <source>Who is responsible</source>
        <translation>Wer verantwortlich ist</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Why the risk is accepted</source>
        <translation>Warum das Risiko akzeptiert wird</translation>
    </message>
    <message>
        <source>Expires on</source>
        <translation>Läuft ab am</translation>
    </message>
    <message>
        <source>Year-month-day</source>
        <translation>Jahr-Monat-Tag</translation>
    </message>
    <message>
        <source>Affected objects</source>
        <translation>Betroffene Objekte</translation>
    </message>
    <message>
        <source>All, or a name with * and ?</source>
        <translation>Alle, oder ein Name mit * und ?</translation>
    </message>
    <message>
        <source>The exception is stored with your login name and applies from the next check on.</source>
        <translation>Die Ausnahme wird mit Ihrem Anmeldenamen gespeichert und gilt ab der nächsten Prüfung.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Add exception</source>
        <translation>Ausnahme hinzufügen</translation>
    </message>
</context>
<context>
    <name>ExportMenu</name>
    <message>
        <source>Writing …</source>
        <translation>Wird geschrieben …</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Import decisions from VEX …</source>
        <translation>Entscheidungen aus VEX importieren …</translation>
    </message>
    <message>
        <source>Export: %1</source>
        <translation>Export: %1</translation>
    </message>
    <message>
        <source>OpenVEX, CycloneDX VEX or CSAF</source>
        <translation>OpenVEX, CycloneDX VEX oder CSAF</translation>
    </message>
    <message>
        <source>Propose allowlist change …</source>
        <translation>Änderung der Zulassungsliste vorschlagen …</translation>
    </message>
</context>
<context>
    <name>FacetBar</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Fixable</source>
        <translation>Behebbar</translation>
    </message>
    <message>
        <source>Exploited</source>
        <translation>Ausgenutzt</translation>
    </message>
    <message>
        <source>Listed in CISA KEV</source>
        <translation>In der KEV-Liste der CISA enthalten</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>Registry</translation>
    </message>
    <message>
        <source>Only %1</source>
        <translation>Nur %1</translation>
    </message>
    <message>
        <source>EPSS, KEV: old …</source>
        <translation>EPSS, KEV: alt …</translation>
    </message>
    <message>
        <source>EPSS, KEV …</source>
        <translation>EPSS, KEV …</translation>
    </message>
    <message>
        <source>EPSS and KEV lists used for priorities; import newer ones from a file</source>
        <translation>EPSS- und KEV-Listen für die Prioritäten; neuere aus einer Datei importieren</translation>
    </message>
</context>
<context>
    <name>FacetMenu</name>
    <message numerus="yes">
        <source>%1: %n values</source>
        <translation>
            <numerusform>%1: %Ln Wert</numerusform>
            <numerusform>%1: %Ln Werte</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 occurrences</source>
        <translation>%1, %2 Vorkommen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
</context>
<context>
    <name>FailureReason</name>
    <message>
        <source>Reading the log…</source>
        <translation>Log wird gelesen…</translation>
    </message>
    <message numerus="yes">
        <source>Errors in the log (%n lines)</source>
        <translation>
            <numerusform>Fehler im Log (%Ln Zeile)</numerusform>
            <numerusform>Fehler im Log (%Ln Zeilen)</numerusform>
        </translation>
    </message>
    <message>
        <source>No errors in the log.</source>
        <translation>Keine Fehler im Log.</translation>
    </message>
    <message>
        <source>Full log</source>
        <translation>Vollständiges Log</translation>
    </message>
    <message>
        <source>Errors in the log</source>
        <translation>Fehler im Log</translation>
    </message>
</context>
<context>
    <name>FileDrop</name>
    <message>
        <source>Drop an EPSS or KEV list, or a VEX document</source>
        <translation>Eine EPSS- oder KEV-Liste oder ein VEX-Dokument hier ablegen</translation>
    </message>
</context>
<context>
    <name>FilesTab</name>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Save file …</source>
        <translation>Datei speichern …</translation>
    </message>
    <message>
        <source>This file is empty</source>
        <translation>Diese Datei ist leer</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Alle leeren</translation>
    </message>
</context>
<context>
    <name>FindingCounts</name>
    <message>
        <source>One vulnerability in one package of one image, per platform and installed version</source>
        <translation>Eine Schwachstelle in einem Paket eines Images, je Plattform und installierter Version</translation>
    </message>
    <message>
        <source>One vulnerability in one package of one repository, across all its images</source>
        <translation>Eine Schwachstelle in einem Paket eines Repositorys, über alle seine Images</translation>
    </message>
    <message>
        <source>Distinct vulnerabilities; aliases count once</source>
        <translation>Verschiedene Schwachstellen; Aliasnamen zählen einmal</translation>
    </message>
    <message>
        <source>Distinct package names</source>
        <translation>Verschiedene Paketnamen</translation>
    </message>
    <message>
        <source>of %1 occurrences in the store</source>
        <translation>von %1 Vorkommen im Speicher</translation>
    </message>
    <message numerus="yes">
        <source>%n scans failed</source>
        <translation>
            <numerusform>%Ln Scan fehlgeschlagen</numerusform>
            <numerusform>%Ln Scans fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images not scanned</source>
        <translation>
            <numerusform>%Ln Image nicht gescannt</numerusform>
            <numerusform>%Ln Images nicht gescannt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>occurrences</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>Vorkommen</numerusform>
            <numerusform>Vorkommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>issues</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>Fall</numerusform>
            <numerusform>Fälle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>vulnerabilities</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>Schwachstelle</numerusform>
            <numerusform>Schwachstellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>packages</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>Paket</numerusform>
            <numerusform>Pakete</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>repositories</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>Repository</numerusform>
            <numerusform>Repositorys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>fixable occurrences</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>behebbares Vorkommen</numerusform>
            <numerusform>behebbare Vorkommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reports not readable</source>
        <translation>
            <numerusform>%Ln Bericht nicht lesbar</numerusform>
            <numerusform>%Ln Berichte nicht lesbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>images with findings</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>Image mit Befunden</numerusform>
            <numerusform>Images mit Befunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Distinct digests; an index and its platforms count as one. Harbor&apos;s totals also count platforms, signatures and SBOMs, and images without findings.</source>
        <translation>Verschiedene Digests; ein Index und seine Plattformen zählen als eines. Die Summen von Harbor zählen auch Plattformen, Signaturen und SBOMs sowie Images ohne Befunde.</translation>
    </message>
</context>
<context>
    <name>FindingDetail</name>
    <message>
        <source>Package</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Fixed in</source>
        <translation>Behoben in</translation>
    </message>
    <message>
        <source>no fix available</source>
        <translation>keine Korrektur verfügbar</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>CVSS</source>
        <translation>CVSS</translation>
    </message>
    <message>
        <source>Vectors</source>
        <translation>Vektoren</translation>
    </message>
    <message>
        <source>Weaknesses</source>
        <translation>Schwächen</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Select a vulnerability to see its details.</source>
        <translation>Wählen Sie eine Schwachstelle, um ihre Details zu sehen.</translation>
    </message>
    <message>
        <source>Show in all images</source>
        <translation>In allen Images zeigen</translation>
    </message>
</context>
<context>
    <name>FindingImages</name>
    <message>
        <source>First %1 of %2 images</source>
        <translation>Die ersten %1 von %2 Images</translation>
    </message>
    <message numerus="yes">
        <source>In %n images</source>
        <translation>
            <numerusform>In %Ln Image</numerusform>
            <numerusform>In %Ln Images</numerusform>
        </translation>
    </message>
    <message>
        <source>pushed %1</source>
        <translation>gepusht %1</translation>
    </message>
    <message>
        <source>pulled %1 by %2</source>
        <translation>gepullt %1 von %2</translation>
    </message>
    <message>
        <source>pulled %1</source>
        <translation>gepullt %1</translation>
    </message>
    <message>
        <source>never pulled</source>
        <translation>nie gepullt</translation>
    </message>
</context>
<context>
    <name>FindingPane</name>
    <message>
        <source>Select a row to see its details</source>
        <translation>Wählen Sie eine Zeile, um ihre Details zu sehen</translation>
    </message>
    <message>
        <source>Decide …</source>
        <translation>Entscheiden …</translation>
    </message>
    <message>
        <source>Show in all images</source>
        <translation>In allen Images zeigen</translation>
    </message>
    <message>
        <source>Shows this vulnerability across all registries</source>
        <translation>Zeigt diese Schwachstelle in allen Registrys</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>References</source>
        <translation>Referenzen</translation>
    </message>
</context>
<context>
    <name>FindingsTab</name>
    <message>
        <source>No vulnerability report</source>
        <translation>Kein Schwachstellenbericht</translation>
    </message>
    <message>
        <source>This registry has no scanner. An attachment of the artifact may contain a report.</source>
        <translation>Diese Registry hat keinen Scanner. Ein Anhang des Artefakts kann einen Bericht enthalten.</translation>
    </message>
    <message>
        <source>Filter vulnerabilities</source>
        <translation>Schwachstellen filtern</translation>
    </message>
    <message>
        <source>Fixable only</source>
        <translation>Nur behebbare</translation>
    </message>
    <message>
        <source>Save report …</source>
        <translation>Bericht speichern …</translation>
    </message>
    <message>
        <source>Vulnerabilities</source>
        <translation>Schwachstellen</translation>
    </message>
    <message>
        <source>No report</source>
        <translation>Kein Bericht</translation>
    </message>
    <message>
        <source>No vulnerabilities of the selected severities</source>
        <translation>Keine Schwachstellen der gewählten Schweregrade</translation>
    </message>
    <message>
        <source>No vulnerabilities found</source>
        <translation>Keine Schwachstellen gefunden</translation>
    </message>
    <message>
        <source>Clear the filter to show all.</source>
        <translation>Leeren Sie den Filter, um alle zu zeigen.</translation>
    </message>
    <message>
        <source>Scanned by %1.</source>
        <translation>Gescannt von %1.</translation>
    </message>
</context>
<context>
    <name>FoldPane</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>Einblenden: %1</translation>
    </message>
    <message>
        <source>Hide: %1</source>
        <translation>Ausblenden: %1</translation>
    </message>
</context>
<context>
    <name>FormChoice</name>
    <message>
        <source>Different values</source>
        <translation>Verschiedene Werte</translation>
    </message>
    <message>
        <source>Select…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter: %1</source>
        <translation>Filter: %1</translation>
    </message>
    <message>
        <source>No match.</source>
        <translation>Keine Treffer.</translation>
    </message>
    <message>
        <source>Nothing to select.</source>
        <translation>Keine Auswahl verfügbar.</translation>
    </message>
</context>
<context>
    <name>FormColour</name>
    <message>
        <source>Different values</source>
        <translation>Verschiedene Werte</translation>
    </message>
    <message>
        <source>%1: colors of the portal</source>
        <translation>%1: Farben des Portals</translation>
    </message>
</context>
<context>
    <name>FormFilters</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>Filter %1: type</source>
        <translation>Filter %1: Art</translation>
    </message>
    <message>
        <source>Filter %1: operator</source>
        <translation>Filter %1: Operator</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>entspricht</translation>
    </message>
    <message>
        <source>excludes</source>
        <translation>schließt aus</translation>
    </message>
    <message>
        <source>Filter %1: value</source>
        <translation>Filter %1: Wert</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Other artifacts</source>
        <translation>Andere Artefakte</translation>
    </message>
    <message>
        <source>Names, separated by commas</source>
        <translation>Namen, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Remove filter %1</source>
        <translation>Filter %1 entfernen</translation>
    </message>
    <message>
        <source>Add filter</source>
        <translation>Filter hinzufügen</translation>
    </message>
</context>
<context>
    <name>FormFoot</name>
    <message>
        <source>Test connection</source>
        <translation>Verbindung testen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Nothing is sent yet. Review and apply with Ctrl+Enter.</source>
        <translation>Noch wird nichts gesendet. Mit Strg+Eingabe prüfen und anwenden.</translation>
    </message>
</context>
<context>
    <name>FormLines</name>
    <message>
        <source>Different values</source>
        <translation>Verschiedene Werte</translation>
    </message>
</context>
<context>
    <name>FormPane</name>
    <message>
        <source>Close the form</source>
        <translation>Formular schließen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Reading the current values …</source>
        <translation>Aktuelle Werte werden gelesen …</translation>
    </message>
</context>
<context>
    <name>FormRow</name>
    <message>
        <source>%1 *</source>
        <comment>a field that is required</comment>
        <translation>%1 *</translation>
    </message>
</context>
<context>
    <name>FormText</name>
    <message>
        <source>Different values</source>
        <translation>Verschiedene Werte</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>YYYY-MM-DD</source>
        <translation>JJJJ-MM-TT</translation>
    </message>
</context>
<context>
    <name>GrantDialog</name>
    <message>
        <source>Enter a user or a group.</source>
        <translation>Geben Sie einen Benutzer oder eine Gruppe an.</translation>
    </message>
    <message>
        <source>Select at least one project.</source>
        <translation>Wählen Sie mindestens ein Projekt.</translation>
    </message>
    <message>
        <source>Add members</source>
        <translation>Mitglieder hinzufügen</translation>
    </message>
    <message>
        <source>User or group</source>
        <translation>Benutzer oder Gruppe</translation>
    </message>
    <message>
        <source>Group name</source>
        <translation>Gruppenname</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Projects (%1 selected)</source>
        <translation>Projekte (%1 ausgewählt)</translation>
    </message>
    <message>
        <source>Filter projects</source>
        <translation>Projekte filtern</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>Stage for %n projects</source>
        <translation>
            <numerusform>Für %Ln Projekt vormerken</numerusform>
            <numerusform>Für %Ln Projekte vormerken</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeadCell</name>
    <message>
        <source>%1, sorted, largest first</source>
        <translation>%1, sortiert, größte zuerst</translation>
    </message>
    <message>
        <source>%1, sorted, smallest first</source>
        <translation>%1, sortiert, kleinste zuerst</translation>
    </message>
</context>
<context>
    <name>HealthStrip</name>
    <message>
        <source>Recent checks of %1</source>
        <translation>Letzte Prüfungen von %1</translation>
    </message>
    <message>
        <source>Recent checks of %1, newest on the right</source>
        <translation>Letzte Prüfungen von %1, die neueste rechts</translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Themen</translation>
    </message>
    <message>
        <source>Back to page</source>
        <translation>Zurück zur Seite</translation>
    </message>
</context>
<context>
    <name>IconProvider</name>
    <message>
        <source>Icons cannot be drawn: Qt has no plugin for SVG here. Install qt6-svg-plugins (Debian 13 and newer), libqt6svg6 (Debian 12) or qt6-qtsvg.</source>
        <translation>Symbole können nicht gezeichnet werden: Qt hat hier kein Plugin für SVG. Installieren Sie qt6-svg-plugins (Debian 13 und neuer), libqt6svg6 (Debian 12) oder qt6-qtsvg.</translation>
    </message>
    <message>
        <source>The icon theme Breeze was not found. Install breeze-icon-theme.</source>
        <translation>Das Symbolthema Breeze wurde nicht gefunden. Installieren Sie breeze-icon-theme.</translation>
    </message>
</context>
<context>
    <name>IdentityFields</name>
    <message>
        <source>is exactly</source>
        <translation>ist genau</translation>
    </message>
    <message>
        <source>matches the expression</source>
        <translation>entspricht dem Ausdruck</translation>
    </message>
    <message>
        <source>is anything</source>
        <translation>ist beliebig</translation>
    </message>
    <message>
        <source>Trusted root of Sigstore</source>
        <translation>Vertrauenswurzel von Sigstore</translation>
    </message>
    <message>
        <source>Trusted roots (*.json)</source>
        <translation>Vertrauenswurzeln (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>How the %1 is compared</source>
        <translation>Vergleichsart: %1</translation>
    </message>
    <message>
        <source>Trusted root</source>
        <translation>Vertrauenswurzel</translation>
    </message>
    <message>
        <source>Trusted root for the identity</source>
        <translation>Vertrauenswurzel für die Identität</translation>
    </message>
    <message>
        <source>No trusted root imported yet. None is built in or downloaded.</source>
        <translation>Noch keine Vertrauenswurzel importiert. Es ist keine eingebaut, und es wird keine heruntergeladen.</translation>
    </message>
    <message>
        <source>Import trusted_root.json …</source>
        <translation>trusted_root.json importieren …</translation>
    </message>
    <message>
        <source>OIDC issuer</source>
        <translation>OIDC-Aussteller</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Subjekt</translation>
    </message>
    <message>
        <source>The subject is an e-mail address or the URI of a workflow, for example https://github.com/org/app/[.]github/workflows/release[.]yml@refs/tags/.*. An expression must match the whole subject.</source>
        <translation>Das Subjekt ist eine E-Mail-Adresse oder die URI eines Workflows, zum Beispiel https://github.com/org/app/[.]github/workflows/release[.]yml@refs/tags/.*. Ein Ausdruck muss auf das ganze Subjekt passen.</translation>
    </message>
</context>
<context>
    <name>ImmutabilityForm</name>
    <message>
        <source>Stage the rule</source>
        <translation>Regel vormerken</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>Aktiviert</translation>
    </message>
    <message>
        <source>A new rule takes effect immediately. %1</source>
        <translation>Eine neue Regel gilt sofort. %1</translation>
    </message>
    <message>
        <source>The rule has more patterns than this form shows; they are kept unchanged.</source>
        <translation>Die Regel hat mehr Muster, als das Formular zeigt; sie bleiben unverändert.</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
</context>
<context>
    <name>ImmutablePage</name>
    <message>
        <source>Immutable tags</source>
        <translation>Unveränderliche Tags</translation>
    </message>
    <message>
        <source>No rules</source>
        <translation>Keine Regeln</translation>
    </message>
    <message>
        <source>No visible project has an immutability rule: all tags can be moved and deleted.</source>
        <translation>Kein sichtbares Projekt hat eine Unveränderlichkeitsregel: Alle Tags können verschoben und gelöscht werden.</translation>
    </message>
    <message>
        <source>Matching tags</source>
        <translation>Passende Tags</translation>
    </message>
    <message>
        <source>Select a rule to see its matching tags</source>
        <translation>Wählen Sie eine Regel, um die passenden Tags zu sehen</translation>
    </message>
    <message>
        <source>No matching tags</source>
        <translation>Keine passenden Tags</translation>
    </message>
    <message>
        <source>The rule applies to future pushes; no existing tag matches.</source>
        <translation>Die Regel gilt für künftige Pushs; kein vorhandener Tag passt.</translation>
    </message>
    <message>
        <source>This registry cannot be changed.</source>
        <translation>Diese Registry kann nicht geändert werden.</translation>
    </message>
    <message>
        <source>Select a rule</source>
        <translation>Wählen Sie eine Regel</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>Neu…</translation>
    </message>
    <message>
        <source>New immutability rule</source>
        <translation>Neue Unveränderlichkeitsregel</translation>
    </message>
    <message>
        <source>Reading the tags of %1 …</source>
        <translation>Tags von %1 werden gelesen …</translation>
    </message>
    <message numerus="yes">
        <source>%n matching tags so far.</source>
        <translation>
            <numerusform>Bisher %Ln passender Tag.</numerusform>
            <numerusform>Bisher %Ln passende Tags.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tags of %1 currently match.</source>
        <translation>
            <numerusform>%Ln Tag von %1 passt derzeit.</numerusform>
            <numerusform>%Ln Tags von %1 passen derzeit.</numerusform>
        </translation>
    </message>
    <message>
        <source>Disable…</source>
        <translation>Deaktivieren…</translation>
    </message>
    <message>
        <source>Enable…</source>
        <translation>Aktivieren…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Select a row to see its details</source>
        <translation>Wählen Sie eine Zeile, um ihre Details zu sehen</translation>
    </message>
</context>
<context>
    <name>JobListView</name>
    <message>
        <source>No running jobs</source>
        <translation>Keine laufenden Aufträge</translation>
    </message>
    <message>
        <source>SyncScheduler, exports and copies appear here. They continue when you leave the page.</source>
        <translation>Synchronisierungen, Exporte und Kopien erscheinen hier. Sie laufen weiter, wenn Sie die Seite verlassen.</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>JobsPage</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Filter queues</source>
        <translation>Warteschlangen filtern</translation>
    </message>
    <message>
        <source>Refresh workers and pools</source>
        <translation>Worker und Pools aktualisieren</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>Warteschlangen</translation>
    </message>
    <message>
        <source>No queues</source>
        <translation>Keine Warteschlangen</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>No workers</source>
        <translation>Keine Worker</translation>
    </message>
    <message>
        <source>Without workers, no scan, replication or webhook runs.</source>
        <translation>Ohne Worker läuft kein Scan, keine Replikation und kein Webhook.</translation>
    </message>
    <message>
        <source>Pools</source>
        <translation>Pools</translation>
    </message>
    <message>
        <source>No pools</source>
        <translation>Keine Pools</translation>
    </message>
    <message numerus="yes">
        <source>%n jobs pending</source>
        <translation>
            <numerusform>%Ln Auftrag ausstehend</numerusform>
            <numerusform>%Ln Aufträge ausstehend</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n queues paused</source>
        <translation>
            <numerusform>%Ln Warteschlange pausiert</numerusform>
            <numerusform>%Ln Warteschlangen pausiert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JoinedView</name>
    <message>
        <source>Filter loaded rows</source>
        <translation>Geladene Zeilen filtern</translation>
    </message>
    <message>
        <source>No entries</source>
        <translation>Keine Einträge</translation>
    </message>
    <message>
        <source>No rows match the filter</source>
        <translation>Keine Zeile passt zum Filter</translation>
    </message>
</context>
<context>
    <name>KeepViewDialog</name>
    <message>
        <source>Save view</source>
        <translation>Ansicht speichern</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>Name der Ansicht</translation>
    </message>
    <message>
        <source>All findings</source>
        <translation>Alle Befunde</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>KindPage</name>
    <message>
        <source>No entries</source>
        <translation>Keine Einträge</translation>
    </message>
    <message>
        <source>The registry returned an empty list.</source>
        <translation>Die Registry hat eine leere Liste geliefert.</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Richtlinie</translation>
    </message>
    <message>
        <source>Show only these rows, or all rows</source>
        <translation>Nur diese oder alle Zeilen zeigen</translation>
    </message>
    <message>
        <source>Related</source>
        <translation>Zugehörig</translation>
    </message>
</context>
<context>
    <name>LayersTab</name>
    <message>
        <source>Platforms; press Enter to show the layers</source>
        <translation>Plattformen; Enter zeigt die Schichten</translation>
    </message>
    <message>
        <source>Layers of %1</source>
        <translation>Schichten von %1</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>No layers</source>
        <translation>Keine Schichten</translation>
    </message>
    <message>
        <source>This artifact is not built from layers.</source>
        <translation>Dieses Artefakt ist nicht aus Schichten aufgebaut.</translation>
    </message>
    <message>
        <source>Layers not loaded</source>
        <translation>Schichten nicht geladen</translation>
    </message>
    <message>
        <source>Harbor keeps no build history of this artifact. Its layers are in the manifest.</source>
        <translation>Harbor führt zu diesem Artefakt keinen Build-Verlauf. Seine Schichten stehen im Manifest.</translation>
    </message>
</context>
<context>
    <name>LeaveDialog</name>
    <message>
        <source>Discard the changes?</source>
        <translation>Änderungen verwerfen?</translation>
    </message>
    <message>
        <source>This form has unsaved changes.</source>
        <translation>Dieses Formular hat nicht gespeicherte Änderungen.</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>Weiter bearbeiten</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>Open this address?</source>
        <translation>Diese Adresse öffnen?</translation>
    </message>
    <message>
        <source>This link comes from a scan report. It opens in your browser.</source>
        <translation>Dieser Link stammt aus einem Scan-Bericht. Er wird in Ihrem Browser geöffnet.</translation>
    </message>
    <message>
        <source>This is not a plain web address. It can be copied but not opened.</source>
        <translation>Das ist keine einfache Webadresse. Sie kann kopiert, aber nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Lotse is locked</source>
        <translation>Lotse ist gesperrt</translation>
    </message>
    <message>
        <source>Enter the master password to unlock.</source>
        <translation>Geben Sie zum Entsperren das Master-Passwort ein.</translation>
    </message>
    <message>
        <source>Lock and unlock the desktop to unlock Lotse.</source>
        <translation>Sperren und entsperren Sie den Desktop, um Lotse zu entsperren.</translation>
    </message>
    <message>
        <source>No master password is set and the desktop lock is not available: the lock only hides the content.</source>
        <translation>Es ist kein Master-Passwort gesetzt, und die Sperre des Desktops ist nicht verfügbar: Die Sperre verbirgt nur den Inhalt.</translation>
    </message>
    <message>
        <source>Master password</source>
        <translation>Master-Passwort</translation>
    </message>
    <message>
        <source>Lock the desktop</source>
        <translation>Desktop sperren</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Quit Lotse</source>
        <translation>Lotse beenden</translation>
    </message>
</context>
<context>
    <name>LogPage</name>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Filter lines</source>
        <translation>Zeilen filtern</translation>
    </message>
    <message>
        <source>%1 of %2 lines</source>
        <translation>%1 von %2 Zeilen</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>This log is empty</source>
        <translation>Dieses Log ist leer</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Searching the log…</source>
        <translation>Das Log wird durchsucht…</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Refreshes the log every three seconds and scrolls to the end.</source>
        <translation>Aktualisiert das Log alle drei Sekunden und springt ans Ende.</translation>
    </message>
    <message>
        <source>Copy lines</source>
        <translation>Zeilen kopieren</translation>
    </message>
    <message>
        <source>This log has %1. Only the end is shown and searched; the first %2 are skipped. Use lotse-cli get for the complete log, up to 64 MiB.</source>
        <translation>Dieses Log hat %1. Nur das Ende wird gezeigt und durchsucht; die ersten %2 sind übersprungen. Mit lotse-cli get erhalten Sie das vollständige Log, bis 64 MiB.</translation>
    </message>
</context>
<context>
    <name>LogViewer</name>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
</context>
<context>
    <name>MaintenancePage</name>
    <message>
        <source>Garbage collection</source>
        <translation>Speicherbereinigung</translation>
    </message>
    <message>
        <source>Audit purges</source>
        <translation>Audit-Bereinigungen</translation>
    </message>
    <message>
        <source>Schedule: %1</source>
        <translation>Zeitplan: %1</translation>
    </message>
    <message>
        <source>All schedules</source>
        <translation>Alle Zeitpläne</translation>
    </message>
    <message>
        <source>Freed per run, GiB</source>
        <translation>Freigegeben pro Lauf, GiB</translation>
    </message>
    <message>
        <source>No space freed yet; dry runs do not count.</source>
        <translation>Noch kein Speicher freigegeben; Probeläufe zählen nicht.</translation>
    </message>
    <message>
        <source>Hide dry runs</source>
        <translation>Probeläufe ausblenden</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>Noch keine Läufe</translation>
    </message>
    <message>
        <source>Deleted images use storage until garbage collection runs.</source>
        <translation>Gelöschte Images belegen Speicher, bis die Speicherbereinigung läuft.</translation>
    </message>
    <message>
        <source>The audit trail has never been purged.</source>
        <translation>Das Audit-Protokoll wurde noch nie bereinigt.</translation>
    </message>
    <message>
        <source>Schedule: %1. Run: %2.</source>
        <translation>Zeitplan: %1. Lauf: %2.</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Wird gelesen …</translation>
    </message>
</context>
<context>
    <name>MasterDialog</name>
    <message>
        <source>Choose a master password</source>
        <translation>Master-Passwort wählen</translation>
    </message>
    <message>
        <source>Master password</source>
        <translation>Master-Passwort</translation>
    </message>
    <message>
        <source>It encrypts the stored secrets of all accounts. The master password itself is not stored. If you forget it, you have to enter the secrets again.</source>
        <translation>Es verschlüsselt die gespeicherten Secrets aller Konten. Das Master-Passwort selbst wird nicht gespeichert. Wenn Sie es vergessen, müssen Sie die Secrets neu eingeben.</translation>
    </message>
    <message>
        <source>The secrets file is locked. Once unlocked, it stays unlocked until you quit Lotse.</source>
        <translation>Die Datei der Secrets ist gesperrt. Einmal entsperrt, bleibt sie es, bis Sie Lotse beenden.</translation>
    </message>
    <message>
        <source>Repeat password</source>
        <translation>Passwort wiederholen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Set password</source>
        <translation>Passwort setzen</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
</context>
<context>
    <name>MatrixBar</name>
    <message>
        <source>Filter users and groups</source>
        <translation>Benutzer und Gruppen filtern</translation>
    </message>
    <message>
        <source>Filter projects</source>
        <translation>Projekte filtern</translation>
    </message>
    <message>
        <source>May push</source>
        <translation>Darf pushen</translation>
    </message>
    <message>
        <source>Project admins</source>
        <translation>Projektadministratoren</translation>
    </message>
    <message>
        <source>User deleted</source>
        <translation>Benutzer gelöscht</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message numerus="yes">
        <source>%n members</source>
        <translation>
            <numerusform>%Ln Mitglied</numerusform>
            <numerusform>%Ln Mitglieder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n projects</source>
        <translation>
            <numerusform>%Ln Projekt</numerusform>
            <numerusform>%Ln Projekte</numerusform>
        </translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>This registry cannot be changed.</source>
        <translation>Diese Registry kann nicht geändert werden.</translation>
    </message>
    <message>
        <source>Add members…</source>
        <translation>Mitglieder hinzufügen …</translation>
    </message>
</context>
<context>
    <name>MatrixCell</name>
    <message>
        <source>%1, staged: %2</source>
        <translation>%1, vorgemerkt: %2</translation>
    </message>
</context>
<context>
    <name>MatrixColumnHead</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>MatrixRowHead</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>MemberDetail</name>
    <message>
        <source>Select a cell to see the permissions of the role. ↑ marks roles that may push. Click a project name or press Shift+Enter to see who has access to the project.</source>
        <translation>Wählen Sie eine Zelle, um die Berechtigungen der Rolle zu sehen. ↑ kennzeichnet Rollen, die pushen dürfen. Ein Klick auf einen Projektnamen oder Umschalt+Enter zeigt, wer Zugriff auf das Projekt hat.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>Not a member of %1</source>
        <translation>Kein Mitglied von %1</translation>
    </message>
    <message>
        <source>Who has access?</source>
        <translation>Wer hat Zugriff?</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>Audit-Protokoll</translation>
    </message>
    <message>
        <source>Activity of this user</source>
        <translation>Aktivität dieses Benutzers</translation>
    </message>
    <message numerus="yes">
        <source>Change %n roles…</source>
        <translation>
            <numerusform>%Ln Rolle ändern …</numerusform>
            <numerusform>%Ln Rollen ändern …</numerusform>
        </translation>
    </message>
    <message>
        <source>Change role…</source>
        <translation>Rolle ändern …</translation>
    </message>
</context>
<context>
    <name>MembersPage</name>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>No members</source>
        <translation>Keine Mitglieder</translation>
    </message>
    <message>
        <source>You have no permission to list the members of any visible project.</source>
        <translation>Ihnen fehlt die Berechtigung, die Mitglieder der sichtbaren Projekte aufzulisten.</translation>
    </message>
</context>
<context>
    <name>NeedsAttention</name>
    <message>
        <source>Needs attention (%1)</source>
        <translation>Braucht Aufmerksamkeit (%1)</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Braucht Aufmerksamkeit</translation>
    </message>
    <message>
        <source>checking …, incomplete</source>
        <translation>wird geprüft …, unvollständig</translation>
    </message>
    <message>
        <source>checking …</source>
        <translation>wird geprüft …</translation>
    </message>
    <message>
        <source>No problems: quotas, replication, webhooks, robot accounts, scans and all components are OK.</source>
        <translation>Keine Probleme: Kontingente, Replikation, Webhooks, Robot-Konten, Scans und alle Komponenten sind in Ordnung.</translation>
    </message>
    <message>
        <source>No problems in the checked areas.</source>
        <translation>Keine Probleme in den geprüften Bereichen.</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
</context>
<context>
    <name>OciTagForm</name>
    <message>
        <source>Tag %1:%2</source>
        <translation>%1:%2 taggen</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Vormerken</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>Neuer Tag</translation>
    </message>
    <message>
        <source>1.4.2</source>
        <translation>1.4.2</translation>
    </message>
    <message>
        <source>If the tag already exists, it is moved to this image. The review shows this.</source>
        <translation>Ist der Tag schon vorhanden, wird er auf dieses Image verschoben. Die Überprüfung zeigt das.</translation>
    </message>
</context>
<context>
    <name>OciTagsPage</name>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>Tags of %1</source>
        <translation>Tags von %1</translation>
    </message>
    <message>
        <source>No tags</source>
        <translation>Keine Tags</translation>
    </message>
    <message>
        <source>The registry has no tags for this repository: nothing was pushed, or all tags were deleted.</source>
        <translation>Die Registry hat unter diesem Namen keine Tags: Es wurde nichts gepusht, oder alles wurde gelöscht.</translation>
    </message>
    <message>
        <source>Reading image and tags…</source>
        <translation>Image und Tags werden gelesen…</translation>
    </message>
</context>
<context>
    <name>OverviewActivity</name>
    <message>
        <source>Activity over 14 days</source>
        <translation>Aktivität der letzten 14 Tage</translation>
    </message>
    <message numerus="yes">
        <source>%n audit entries</source>
        <translation>
            <numerusform>%Ln Audit-Eintrag</numerusform>
            <numerusform>%Ln Audit-Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>Noch keine Daten</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
</context>
<context>
    <name>OverviewCards</name>
    <message>
        <source>projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>stored</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>artifacts scanned</source>
        <translation>Artefakte gescannt</translation>
    </message>
    <message>
        <source>%1 public, %2 private</source>
        <translation>%1 öffentlich, %2 privat</translation>
    </message>
    <message>
        <source>with platforms and accessories</source>
        <translation>mit Plattformen und Zubehör</translation>
    </message>
</context>
<context>
    <name>OverviewFindings</name>
    <message>
        <source>Findings by severity</source>
        <translation>Befunde nach Schweregrad</translation>
    </message>
    <message>
        <source>%1 findings, %2 fixable, as counted by the registry.</source>
        <translation>%1 Befunde, %2 behebbar, wie von der Registry gezählt.</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Not available</source>
        <translation>Nicht verfügbar</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>Noch keine Daten</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
</context>
<context>
    <name>OverviewStorage</name>
    <message>
        <source>Storage by project</source>
        <translation>Speicher nach Projekt</translation>
    </message>
    <message numerus="yes">
        <source>+%n more</source>
        <translation>
            <numerusform>+%Ln weiteres</numerusform>
            <numerusform>+%Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Not available</source>
        <translation>Nicht verfügbar</translation>
    </message>
    <message>
        <source>No visible quotas</source>
        <translation>Keine sichtbaren Kontingente</translation>
    </message>
</context>
<context>
    <name>PageBar</name>
    <message>
        <source>Filter loaded rows</source>
        <translation>Geladene Zeilen filtern</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
</context>
<context>
    <name>PageHost</name>
    <message>
        <source>This page is not available. Press Alt+Left to go back.</source>
        <translation>Diese Seite ist nicht verfügbar. Mit Alt+Links geht es zurück.</translation>
    </message>
</context>
<context>
    <name>PageJob</name>
    <message>
        <source>Cancelled: the page was closed.</source>
        <translation>Abgebrochen: Die Seite wurde geschlossen.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Reading the registry</source>
        <translation>Registry wird gelesen</translation>
    </message>
</context>
<context>
    <name>PaletteDialog</name>
    <message>
        <source>Project, repository, tag, digest, CVE or command</source>
        <translation>Projekt, Repository, Tag, Digest, CVE oder Befehl</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>No matches. Try fewer letters, or paste an ID, a digest or an address.</source>
        <translation>Keine Treffer. Versuchen Sie es mit weniger Buchstaben, oder fügen Sie eine ID, einen Digest oder eine Adresse ein.</translation>
    </message>
</context>
<context>
    <name>PermissionMatrix</name>
    <message>
        <source>not available</source>
        <translation>nicht verfügbar</translation>
    </message>
    <message>
        <source>allowed</source>
        <translation>erlaubt</translation>
    </message>
    <message>
        <source>allowed for some</source>
        <translation>für einige erlaubt</translation>
    </message>
    <message>
        <source>not allowed</source>
        <translation>nicht erlaubt</translation>
    </message>
</context>
<context>
    <name>Pill</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>PivotSwitch</name>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Vulnerabilities</source>
        <translation>Schwachstellen</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Upgrades</source>
        <translation>Aktualisierungen</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>Gruppieren nach</translation>
    </message>
</context>
<context>
    <name>PoliciesPage</name>
    <message>
        <source>Deployment policies</source>
        <translation>Bereitstellungsrichtlinien</translation>
    </message>
    <message>
        <source>No blocking</source>
        <translation>Ohne Blockierung</translation>
    </message>
    <message>
        <source>Not scanned on push</source>
        <translation>Kein Scan beim Push</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Öffentlich</translation>
    </message>
    <message>
        <source>Proxy caches</source>
        <translation>Proxy-Caches</translation>
    </message>
    <message>
        <source>No projects</source>
        <translation>Keine Projekte</translation>
    </message>
    <message>
        <source>No projects are visible to your account.</source>
        <translation>Für Ihr Konto sind keine Projekte sichtbar.</translation>
    </message>
</context>
<context>
    <name>PolicyDetail</name>
    <message>
        <source>Select a row to see its details.</source>
        <translation>Wählen Sie eine Zeile, um ihre Details zu sehen.</translation>
    </message>
</context>
<context>
    <name>PolicyEffectBox</name>
    <message>
        <source>Testing the policy on the verified artifacts …</source>
        <translation>Richtlinie wird an den geprüften Artefakten getestet …</translation>
    </message>
    <message>
        <source>Affected artifacts</source>
        <translation>Betroffene Artefakte</translation>
    </message>
</context>
<context>
    <name>PolicySentences</name>
    <message>
        <source>Manual: no schedule is set.</source>
        <translation>Manuell: Kein Zeitplan gesetzt.</translation>
    </message>
    <message>
        <source>Schedule %1 (UTC)</source>
        <translation>Zeitplan %1 (UTC)</translation>
    </message>
    <message>
        <source>Schedule: %1 (cron %2)</source>
        <translation>Zeitplan: %1 (Cron %2)</translation>
    </message>
</context>
<context>
    <name>PostureDetail</name>
    <message>
        <source>Why</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Affected objects</source>
        <translation>Betroffen</translation>
    </message>
    <message>
        <source>How to fix it</source>
        <translation>Abhilfe</translation>
    </message>
    <message>
        <source>Controls that it supports (confidence)</source>
        <translation>Unterstützte Kontrollen (Konfidenz)</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Nachweise</translation>
    </message>
    <message>
        <source>Select a check to see its evidence here.</source>
        <translation>Wählen Sie eine Prüfung, um ihre Nachweise zu sehen.</translation>
    </message>
    <message>
        <source>Open the setting</source>
        <translation>Einstellung öffnen</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Response excerpt</source>
        <translation>Auszug der Antwort</translation>
    </message>
    <message>
        <source>SHA-256 %1</source>
        <translation>SHA-256 %1</translation>
    </message>
    <message numerus="yes">
        <source>Stage the fix (%n changes)</source>
        <translation>
            <numerusform>Korrektur vormerken (%Ln Änderung)</numerusform>
            <numerusform>Korrektur vormerken (%Ln Änderungen)</numerusform>
        </translation>
    </message>
    <message>
        <source>Add exception …</source>
        <translation>Ausnahme hinzufügen …</translation>
    </message>
    <message>
        <source>Staged. Review and apply it under Changes.</source>
        <translation>Vorgemerkt. Überprüfen und anwenden unter „Änderungen“.</translation>
    </message>
    <message>
        <source>Exceptions</source>
        <translation>Ausnahmen</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Zurückziehen</translation>
    </message>
</context>
<context>
    <name>PosturePage</name>
    <message>
        <source>Posture</source>
        <translation>Sicherheitslage</translation>
    </message>
    <message>
        <source>All checks</source>
        <translation>Alle Prüfungen</translation>
    </message>
    <message>
        <source>Trusted registry</source>
        <translation>Vertrauenswürdige Registry</translation>
    </message>
    <message>
        <source>Open a check set</source>
        <translation>Prüfsatz öffnen</translation>
    </message>
    <message>
        <source>Check sets (*.json)</source>
        <translation>Prüfsätze (*.json)</translation>
    </message>
    <message>
        <source>Filter checks</source>
        <translation>Prüfungen filtern</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Nicht bestanden</translation>
    </message>
    <message>
        <source>Not assessable</source>
        <translation>Nicht beurteilbar</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Bestanden</translation>
    </message>
    <message>
        <source>Check set</source>
        <translation>Prüfsatz</translation>
    </message>
    <message>
        <source>Open check set…</source>
        <translation>Prüfsatz öffnen …</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Create report</source>
        <translation>Bericht erstellen</translation>
    </message>
    <message>
        <source>No checks with this result</source>
        <translation>Keine Prüfung mit diesem Ergebnis</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Noch nicht geprüft</translation>
    </message>
    <message>
        <source>The registry is only read, not changed. Each result includes its evidence; what cannot be read is never counted as passed.</source>
        <translation>Die Registry wird nur gelesen, nichts wird geändert. Jedes Ergebnis hat Nachweise; was nicht gelesen werden kann, gilt nie als bestanden.</translation>
    </message>
    <message>
        <source>Failed checks per run</source>
        <translation>Nicht bestandene Prüfungen pro Lauf</translation>
    </message>
    <message numerus="yes">
        <source>%n runs of this check set</source>
        <translation>
            <numerusform>%Ln Lauf dieses Prüfsatzes</numerusform>
            <numerusform>%Ln Läufe dieses Prüfsatzes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PriorityDialog</name>
    <message>
        <source>EPSS and KEV</source>
        <translation>EPSS und KEV</translation>
    </message>
    <message>
        <source>EPSS or KEV list</source>
        <translation>EPSS- oder KEV-Liste</translation>
    </message>
    <message>
        <source>Lists (*.csv *.csv.gz *.gz *.json)</source>
        <translation>Listen (*.csv *.csv.gz *.gz *.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>not loaded</source>
        <translation>nicht geladen</translation>
    </message>
    <message>
        <source>from %1 (%2)</source>
        <translation>vom %1 (%2)</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>ohne Datum</translation>
    </message>
    <message>
        <source>outdated: import a newer file</source>
        <translation>veraltet: eine neuere Datei importieren</translation>
    </message>
    <message>
        <source>Import the files published by FIRST and CISA, or drop them on the page. Lotse downloads nothing.</source>
        <translation>Importieren Sie die von FIRST und CISA veröffentlichten Dateien, oder legen Sie sie auf der Seite ab. Lotse lädt nichts herunter.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation>Datei wählen …</translation>
    </message>
</context>
<context>
    <name>ProblemsPanel</name>
    <message>
        <source>No problems</source>
        <translation>Keine Probleme</translation>
    </message>
    <message>
        <source>Failed requests and jobs appear here with details and request ID.</source>
        <translation>Fehlgeschlagene Anfragen und Aufträge erscheinen hier mit Details und Anfrage-ID.</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
</context>
<context>
    <name>ProgressBar</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
</context>
<context>
    <name>ProjectAccessPage</name>
    <message>
        <source>Access to %1</source>
        <translation>Zugriff auf %1</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>May push</source>
        <translation>Darf pushen</translation>
    </message>
    <message>
        <source>May pull</source>
        <translation>Darf pullen</translation>
    </message>
    <message>
        <source>May delete</source>
        <translation>Darf löschen</translation>
    </message>
    <message>
        <source>No users with access</source>
        <translation>Keine Benutzer mit Zugriff</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>Projekt öffnen</translation>
    </message>
</context>
<context>
    <name>ProjectChoice</name>
    <message>
        <source>Filter projects</source>
        <translation>Projekte filtern</translation>
    </message>
    <message>
        <source>none selected</source>
        <translation>keine ausgewählt</translation>
    </message>
    <message>
        <source>%1 of %2 selected</source>
        <translation>%1 von %2 ausgewählt</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>No visible projects.</source>
        <translation>Keine sichtbaren Projekte.</translation>
    </message>
    <message>
        <source>No project matches the filter.</source>
        <translation>Kein Projekt entspricht dem Filter.</translation>
    </message>
</context>
<context>
    <name>ProjectHead</name>
    <message>
        <source>About the project</source>
        <translation>Über das Projekt</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>public</source>
        <translation>öffentlich</translation>
    </message>
    <message>
        <source>private</source>
        <translation>privat</translation>
    </message>
    <message>
        <source>proxy cache</source>
        <translation>Proxy-Cache</translation>
    </message>
    <message>
        <source>blocks %1 and above</source>
        <translation>blockiert ab %1</translation>
    </message>
    <message>
        <source>requires signature</source>
        <translation>verlangt Signatur</translation>
    </message>
    <message>
        <source>scans on push</source>
        <translation>scannt beim Push</translation>
    </message>
    <message>
        <source>Quota: %1</source>
        <translation>Kontingent: %1</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugriff</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
</context>
<context>
    <name>ProjectPage</name>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>Artifacts</source>
        <translation>Artefakte</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Robot accounts</source>
        <translation>Robot-Konten</translation>
    </message>
    <message>
        <source>Immutable tags</source>
        <translation>Unveränderliche Tags</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>Audit-Protokoll</translation>
    </message>
    <message>
        <source>Project sections</source>
        <translation>Bereiche des Projekts</translation>
    </message>
    <message>
        <source>No entries in %1</source>
        <translation>Keine Einträge in %1</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
</context>
<context>
    <name>ProxiesPage</name>
    <message>
        <source>Proxy caches</source>
        <translation>Proxy-Caches</translation>
    </message>
    <message>
        <source>No proxy caches</source>
        <translation>Keine Proxy-Caches</translation>
    </message>
    <message>
        <source>No visible project is a proxy cache.</source>
        <translation>Kein sichtbares Projekt ist ein Proxy-Cache.</translation>
    </message>
</context>
<context>
    <name>PullCommands</name>
    <message>
        <source>A tag can move to another artifact; a digest always refers to this one.</source>
        <translation>Ein Tag kann auf ein anderes Artefakt verschoben werden; ein Digest verweist immer auf dieses.</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <translation>Kopieren: %1</translation>
    </message>
</context>
<context>
    <name>PullNotice</name>
    <message>
        <source>The manifest is not loaded: Harbor counts reading it as a pull. This changes the last pull time and the pull count, writes an audit log entry and triggers webhooks.</source>
        <translation>Das Manifest ist nicht geladen: Harbor zählt das Lesen als Pull. Das ändert die Zeit des letzten Pulls und die Pull-Zahl, schreibt einen Audit-Protokoll-Eintrag und löst Webhooks aus.</translation>
    </message>
    <message>
        <source>Load manifest</source>
        <translation>Manifest laden</translation>
    </message>
</context>
<context>
    <name>QueryField</name>
    <message>
        <source>Filter, for example sev:&gt;=high fix:yes repo:*api</source>
        <translation>Filter, zum Beispiel sev:&gt;=high fix:yes repo:*api</translation>
    </message>
    <message>
        <source>Findings filter</source>
        <translation>Befundfilter</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
</context>
<context>
    <name>QueryOffer</name>
    <message>
        <source>%1, %2 occurrences</source>
        <translation>%1, %2 Vorkommen</translation>
    </message>
</context>
<context>
    <name>QuotaEditor</name>
    <message>
        <source>20 GiB, unlimited, max(used*1.3, 10GiB)</source>
        <translation>20 GiB, unlimited, max(used*1.3, 10GiB)</translation>
    </message>
    <message numerus="yes">
        <source>Limit of %n projects</source>
        <translation>
            <numerusform>Grenze von %Ln Projekt</numerusform>
            <numerusform>Grenze von %Ln Projekten</numerusform>
        </translation>
    </message>
    <message>
        <source>Limit of new projects</source>
        <translation>Grenze für neue Projekte</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenze</translation>
    </message>
    <message numerus="yes">
        <source>%n projects. “used” and “limit” stand for what each has now.</source>
        <translation>
            <numerusform>%Ln Projekt. „used“ und „limit“ sind seine aktuellen Werte.</numerusform>
            <numerusform>%Ln Projekte. „used“ und „limit“ sind die aktuellen Werte des jeweiligen Projekts.</numerusform>
        </translation>
    </message>
    <message>
        <source>What a project gets that names no limit of its own. Enter stages it; nothing is sent yet.</source>
        <translation>Gilt für neue Projekte ohne eigene Grenze. Enter merkt den Wert vor; es wird noch nichts gesendet.</translation>
    </message>
    <message>
        <source>Press Enter to stage it; nothing is sent yet.</source>
        <translation>Enter merkt den Wert vor; es wird noch nichts gesendet.</translation>
    </message>
    <message>
        <source>below the %1 in use</source>
        <translation>unter den belegten %1</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %Ln weiterer</numerusform>
            <numerusform>und %Ln weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuotasPage</name>
    <message>
        <source>Quotas</source>
        <translation>Kontingente</translation>
    </message>
    <message>
        <source>No quotas</source>
        <translation>Keine Kontingente</translation>
    </message>
    <message>
        <source>No visible project has a quota.</source>
        <translation>Kein sichtbares Projekt hat ein Kontingent.</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>This registry cannot be changed.</source>
        <translation>Diese Registry kann nicht geändert werden.</translation>
    </message>
    <message>
        <source>Edit the limit…</source>
        <translation>Grenze ändern …</translation>
    </message>
    <message>
        <source>Edit the limit (%1)</source>
        <translation>Grenze ändern (%1)</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
    <message>
        <source>Default…</source>
        <translation>Vorgabe…</translation>
    </message>
    <message>
        <source>Default quota of new projects</source>
        <translation>Vorgegebenes Kontingent neuer Projekte</translation>
    </message>
    <message>
        <source>Storage by project</source>
        <translation>Speicher nach Projekt</translation>
    </message>
    <message>
        <source>Volume: %1</source>
        <translation>Volume: %1</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Registries</source>
        <translation>Registrys</translation>
    </message>
    <message>
        <source>All registries</source>
        <translation>Alle Registrys</translation>
    </message>
    <message>
        <source>Add a registry</source>
        <translation>Registry hinzufügen</translation>
    </message>
</context>
<context>
    <name>RailMenu</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>Neu verbinden</translation>
    </message>
    <message>
        <source>Sync findings</source>
        <translation>Befunde abgleichen</translation>
    </message>
    <message>
        <source>Edit account…</source>
        <translation>Konto bearbeiten…</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Manage registries</source>
        <translation>Registrys verwalten</translation>
    </message>
</context>
<context>
    <name>RailTile</name>
    <message>
        <source>PROD</source>
        <translation>PROD</translation>
    </message>
</context>
<context>
    <name>RawFold</name>
    <message>
        <source>Raw JSON</source>
        <translation>JSON-Rohdaten</translation>
    </message>
    <message>
        <source>Hide the raw JSON</source>
        <translation>JSON-Rohdaten ausblenden</translation>
    </message>
    <message>
        <source>Show the raw JSON</source>
        <translation>JSON-Rohdaten einblenden</translation>
    </message>
    <message>
        <source>Copy the raw JSON</source>
        <translation>JSON-Rohdaten kopieren</translation>
    </message>
    <message>
        <source>Raw JSON from the registry</source>
        <translation>JSON-Rohdaten der Registry</translation>
    </message>
</context>
<context>
    <name>RawTab</name>
    <message>
        <source>Manifest</source>
        <translation>Manifest</translation>
    </message>
    <message>
        <source>Config</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Save manifest …</source>
        <translation>Manifest speichern …</translation>
    </message>
    <message>
        <source>Save config …</source>
        <translation>Konfiguration speichern …</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Manifest not loaded</source>
        <translation>Manifest nicht geladen</translation>
    </message>
    <message>
        <source>Manifest and config are shown here after you agree to load them.</source>
        <translation>Manifest und Konfiguration werden hier gezeigt, wenn Sie dem Laden zustimmen.</translation>
    </message>
</context>
<context>
    <name>RealmDialog</name>
    <message>
        <source>Sign in at %1?</source>
        <translation>Bei %1 anmelden?</translation>
    </message>
    <message>
        <source>%1 uses the sign-in service at %2. No password was sent yet. Confirm only if %2 belongs to this registry: your user name and password are sent there.</source>
        <translation>%1 verwendet den Anmeldedienst auf %2. Es wurde noch kein Passwort gesendet. Bestätigen Sie nur, wenn %2 zu dieser Registry gehört: Benutzername und Passwort werden dorthin gesendet.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
</context>
<context>
    <name>RefusalBar</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>RegistriesPage</name>
    <message>
        <source>Registries</source>
        <translation>Registrys</translation>
    </message>
    <message>
        <source>Unhealthy</source>
        <translation>Nicht verfügbar</translation>
    </message>
    <message>
        <source>Unused</source>
        <translation>Nicht verwendet</translation>
    </message>
    <message>
        <source>No registry endpoints</source>
        <translation>Keine Registry-Endpunkte</translation>
    </message>
    <message>
        <source>No registry endpoint is set up for replication or proxy caches.</source>
        <translation>Kein Registry-Endpunkt ist für Replikation oder Proxy-Caches eingerichtet.</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>Verwendet von</translation>
    </message>
</context>
<context>
    <name>RegistryCard</name>
    <message>
        <source>PROD</source>
        <translation>PROD</translation>
    </message>
    <message>
        <source>read only</source>
        <translation>schreibgeschützt</translation>
    </message>
    <message>
        <source>sample data, not stored</source>
        <translation>Beispieldaten, nicht gespeichert</translation>
    </message>
    <message>
        <source>%1, not signed in</source>
        <translation>%1, nicht angemeldet</translation>
    </message>
    <message>
        <source>anonymous</source>
        <translation>anonym</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>Stand %1</translation>
    </message>
</context>
<context>
    <name>RemoveViewsDialog</name>
    <message>
        <source>Saved views</source>
        <translation>Gespeicherte Ansichten</translation>
    </message>
    <message>
        <source>No saved views.</source>
        <translation>Keine gespeicherten Ansichten.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>ReportCoverage</name>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Load preview</source>
        <translation>Vorschau laden</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>The registry is only read, not changed. After that, the report can be saved in any format.</source>
        <translation>Die Registry wird nur gelesen, nichts wird geändert. Danach kann der Bericht in jedem Format gespeichert werden.</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlend</translation>
    </message>
    <message>
        <source>Verify a signed bundle</source>
        <translation>Signiertes Nachweispaket prüfen</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Use OpenSSL in the folder of the unpacked bundle. TRUSTED.pem contains the certificate of the signer or its CA, and that of the time stamp authority if there is one.</source>
        <translation>Im Ordner des entpackten Nachweispakets mit OpenSSL ausführen. TRUSTED.pem enthält das Zertifikat des Unterzeichners oder seiner CA und, falls gestempelt wurde, das des Zeitstempeldienstes.</translation>
    </message>
</context>
<context>
    <name>ReportSchedulesPage</name>
    <message>
        <source>Report schedules</source>
        <translation>Berichtspläne</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Reports are created while this program is open and the registry is online. For servers, use cron or a Kubernetes CronJob.</source>
        <translation>Berichte werden erstellt, solange dieses Programm geöffnet und die Registry online ist. Verwenden Sie auf Servern cron oder einen Kubernetes-CronJob.</translation>
    </message>
    <message>
        <source>Add schedule…</source>
        <translation>Berichtsplan hinzufügen…</translation>
    </message>
    <message>
        <source>No report schedules</source>
        <translation>Keine Berichtspläne</translation>
    </message>
    <message>
        <source>A report schedule creates a report regularly and compares it with the previous one.</source>
        <translation>Ein Berichtsplan erstellt regelmäßig einen Bericht und vergleicht ihn mit dem vorherigen.</translation>
    </message>
    <message>
        <source>Lines for crontab</source>
        <translation>Zeilen für crontab</translation>
    </message>
    <message>
        <source>Kubernetes CronJob</source>
        <translation>Kubernetes-CronJob</translation>
    </message>
</context>
<context>
    <name>ReportsPage</name>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Choose the signing key</source>
        <translation>Signaturschlüssel wählen</translation>
    </message>
    <message>
        <source>Keys (*.p12 *.pfx *.pem)</source>
        <translation>Schlüssel (*.p12 *.pfx *.pem)</translation>
    </message>
    <message>
        <source>1. Scope</source>
        <translation>1. Umfang</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>Registry</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>Comma-separated names or patterns such as team-*; empty for all.</source>
        <translation>Namen oder Muster, durch Kommas getrennt, zum Beispiel team-*; leer für alle.</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>A date such as 2026-01-31; empty for the last 30 days.</source>
        <translation>Ein Datum wie 2026-01-31; leer für die letzten 30 Tage.</translation>
    </message>
    <message>
        <source>2. Content</source>
        <translation>2. Inhalt</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Ordered by</source>
        <translation>Geordnet nach</translation>
    </message>
    <message>
        <source>Checks support controls of a framework; they do not fulfil them.</source>
        <translation>Prüfungen unterstützen Kontrollen eines Frameworks; sie erfüllen sie nicht.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>3. Formats</source>
        <translation>3. Formate</translation>
    </message>
    <message>
        <source>Load the preview first.</source>
        <translation>Laden Sie zuerst die Vorschau.</translation>
    </message>
    <message>
        <source>Show preview</source>
        <translation>Vorschau anzeigen</translation>
    </message>
    <message>
        <source>lotse-print is not installed.</source>
        <translation>lotse-print ist nicht installiert.</translation>
    </message>
    <message>
        <source>Signed evidence bundle</source>
        <translation>Signiertes Nachweispaket</translation>
    </message>
    <message>
        <source>Evidence bundle</source>
        <translation>Nachweispaket</translation>
    </message>
    <message>
        <source>Signing key</source>
        <translation>Signaturschlüssel</translation>
    </message>
    <message>
        <source>PKCS#12, or PEM with its certificate; for bundles. It is read when the bundle is created and never stored.</source>
        <translation>PKCS#12, oder PEM mit Zertifikat; für Nachweispakete. Er wird beim Erstellen des Nachweispakets gelesen und nirgends gespeichert.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Key password</source>
        <translation>Passwort des Schlüssels</translation>
    </message>
    <message>
        <source>Choose the previous report</source>
        <translation>Vorherigen Bericht wählen</translation>
    </message>
    <message>
        <source>Reports (*.json *.zip)</source>
        <translation>Berichte (*.json *.zip)</translation>
    </message>
    <message>
        <source>Choose the redaction profile</source>
        <translation>Schwärzungsprofil wählen</translation>
    </message>
    <message>
        <source>Redaction profiles (*.json)</source>
        <translation>Schwärzungsprofile (*.json)</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>The JSON file or the bundle of the previous report, or a folder with it; empty for none.</source>
        <translation>JSON-Datei oder Nachweispaket des vorherigen Berichts oder ein Ordner damit; leer: kein Vergleich.</translation>
    </message>
    <message>
        <source>Redaction</source>
        <translation>Schwärzung</translation>
    </message>
    <message>
        <source>Bundles then contain no responses of the registry.</source>
        <translation>Nachweispakete enthalten dann keine Antworten der Registry.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Names of persons</source>
        <translation>Personennamen</translation>
    </message>
    <message>
        <source>Hosts and addresses</source>
        <translation>Hosts und Adressen</translation>
    </message>
    <message>
        <source>Persons, hosts and addresses</source>
        <translation>Personen, Hosts und Adressen</translation>
    </message>
    <message>
        <source>Profile…</source>
        <translation>Profil…</translation>
    </message>
    <message>
        <source>Time stamp</source>
        <translation>Zeitstempel</translation>
    </message>
    <message>
        <source>Optional address of a time stamp authority (RFC 3161). It receives a digest of the signature and nothing else.</source>
        <translation>Optionale Adresse eines Zeitstempeldienstes (RFC 3161). Er erhält nur einen Digest der Signatur.</translation>
    </message>
    <message>
        <source>Address of the time stamp authority</source>
        <translation>Adresse des Zeitstempeldienstes</translation>
    </message>
</context>
<context>
    <name>RepositoriesPage</name>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>Add repositories…</source>
        <translation>Repositorys hinzufügen…</translation>
    </message>
    <message>
        <source>No repositories</source>
        <translation>Keine Repositorys</translation>
    </message>
    <message>
        <source>No images have been pushed yet.</source>
        <translation>Es wurden noch keine Images gepusht.</translation>
    </message>
</context>
<context>
    <name>RequestsPanel</name>
    <message>
        <source>No requests yet</source>
        <translation>Noch keine Anfragen</translation>
    </message>
    <message>
        <source>Requests to registries appear here. Copy them as curl commands without secrets.</source>
        <translation>Hier erscheinen Anfragen an Registrys. Kopieren Sie sie als curl-Befehle ohne Secrets.</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>Als curl kopieren</translation>
    </message>
</context>
<context>
    <name>ResourceTable</name>
    <message>
        <source>No entries</source>
        <translation>Keine Einträge</translation>
    </message>
</context>
<context>
    <name>RetentionForm</name>
    <message numerus="yes">
        <source>Stage for %n projects</source>
        <translation>
            <numerusform>Für %Ln Projekt vormerken</numerusform>
            <numerusform>Für %Ln Projekte vormerken</numerusform>
        </translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>None (manual)</source>
        <translation>Keiner (manuell)</translation>
    </message>
    <message>
        <source>Hourly</source>
        <translation>Stündlich</translation>
    </message>
    <message>
        <source>Daily</source>
        <translation>Täglich</translation>
    </message>
    <message>
        <source>Weekly</source>
        <translation>Wöchentlich</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>Benutzerdefiniert</translation>
    </message>
    <message>
        <source>Cron with six fields</source>
        <translation>Cron mit sechs Feldern</translation>
    </message>
    <message>
        <source>Without a rule nothing is deleted: the policy has no effect.</source>
        <translation>Ohne Regel wird nichts gelöscht: Die Richtlinie hat keine Wirkung.</translation>
    </message>
    <message>
        <source>Add rule</source>
        <translation>Regel hinzufügen</translation>
    </message>
    <message>
        <source>Harbor allows at most 15 rules.</source>
        <translation>Harbor erlaubt höchstens 15 Regeln.</translation>
    </message>
    <message>
        <source>An artifact is kept if any rule retains it; all others are deleted.</source>
        <translation>Ein Artefakt wird behalten, wenn eine Regel es behält; alle anderen werden gelöscht.</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
</context>
<context>
    <name>RetentionLogPage</name>
    <message>
        <source>Retention in %1</source>
        <translation>Aufbewahrung in %1</translation>
    </message>
    <message>
        <source>Retention run</source>
        <translation>Aufbewahrungslauf</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>Would be deleted</source>
        <translation>Würde gelöscht</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Retained</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Dry run: nothing was deleted</source>
        <translation>Probelauf: Es wurde nichts gelöscht</translation>
    </message>
    <message>
        <source>Refresh log</source>
        <translation>Log aktualisieren</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>The log contains no table</source>
        <translation>Das Log enthält keine Tabelle</translation>
    </message>
    <message>
        <source>The run ended before any artifact was evaluated; see the log below.</source>
        <translation>Der Lauf endete, bevor ein Artefakt bewertet wurde; siehe Log unten.</translation>
    </message>
    <message>
        <source>The log is too long: the first %1 are skipped and the table is incomplete.</source>
        <translation>Das Log ist zu lang: Die ersten %1 sind übersprungen, die Tabelle ist unvollständig.</translation>
    </message>
</context>
<context>
    <name>RetentionPage</name>
    <message>
        <source>Retention</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>No retention policy</source>
        <translation>Keine Aufbewahrungsrichtlinie</translation>
    </message>
    <message>
        <source>No visible project has a retention policy: artifacts are kept until they are deleted.</source>
        <translation>Kein sichtbares Projekt hat eine Aufbewahrungsrichtlinie: Artefakte bleiben, bis sie gelöscht werden.</translation>
    </message>
    <message>
        <source>This registry cannot be changed.</source>
        <translation>Diese Registry kann nicht geändert werden.</translation>
    </message>
    <message>
        <source>Select a policy</source>
        <translation>Wählen Sie eine Richtlinie</translation>
    </message>
    <message>
        <source>Dry run…</source>
        <translation>Probelauf…</translation>
    </message>
    <message>
        <source>Lists what a run would delete, without deleting anything</source>
        <translation>Zeigt, was ein Lauf löschen würde, ohne etwas zu löschen</translation>
    </message>
    <message>
        <source>Run…</source>
        <translation>Ausführen…</translation>
    </message>
    <message>
        <source>Deletes all artifacts that no rule retains</source>
        <translation>Löscht alles, was keine Regel behält</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>Neu…</translation>
    </message>
    <message>
        <source>New retention policy</source>
        <translation>Neue Aufbewahrungsrichtlinie</translation>
    </message>
</context>
<context>
    <name>RetentionRuleCard</name>
    <message>
        <source>Rule %1</source>
        <translation>Regel %1</translation>
    </message>
    <message>
        <source>Rule %1 (disabled)</source>
        <translation>Regel %1 (deaktiviert)</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>Aktiviert</translation>
    </message>
    <message>
        <source>Rule %1 enabled</source>
        <translation>Regel %1 aktiviert</translation>
    </message>
    <message>
        <source>Move rule %1 up</source>
        <translation>Regel %1 nach oben verschieben</translation>
    </message>
    <message>
        <source>Move rule %1 down</source>
        <translation>Regel %1 nach unten verschieben</translation>
    </message>
    <message>
        <source>Remove rule %1</source>
        <translation>Regel %1 entfernen</translation>
    </message>
    <message>
        <source>Retain</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Rule %1: retain</source>
        <translation>Regel %1: behalten</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Number of artifacts</source>
        <translation>Anzahl der Artefakte</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Include untagged artifacts</source>
        <translation>Auch Artefakte ohne Tag</translation>
    </message>
    <message>
        <source>The rule has more patterns than this form shows; they are kept unchanged.</source>
        <translation>Die Regel hat mehr Muster, als das Formular zeigt; sie bleiben unverändert.</translation>
    </message>
</context>
<context>
    <name>RetentionRuns</name>
    <message>
        <source>Select a policy to see its rules and runs.</source>
        <translation>Wählen Sie eine Richtlinie, um ihre Regeln und Läufe zu sehen.</translation>
    </message>
    <message>
        <source>(disabled) %1</source>
        <translation>(deaktiviert) %1</translation>
    </message>
    <message>
        <source>%1. Next runs: %2</source>
        <translation>%1. Nächste Läufe: %2</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>Noch keine Läufe</translation>
    </message>
    <message>
        <source>Stop this run…</source>
        <translation>Diesen Lauf anhalten…</translation>
    </message>
</context>
<context>
    <name>ReviewDecision</name>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Select permissions to decide on them. Select several with Shift or Ctrl.</source>
        <translation>Wählen Sie Berechtigungen, um darüber zu entscheiden. Mehrere wählen Sie mit Umschalt oder Strg.</translation>
    </message>
    <message numerus="yes">
        <source>%n permissions</source>
        <translation>
            <numerusform>%n Berechtigung</numerusform>
            <numerusform>%n Berechtigungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Berechtigungen</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Required to change or revoke</source>
        <translation>Zum Ändern oder Entziehen erforderlich</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>Prüfer</translation>
    </message>
    <message>
        <source>New role (for Change)</source>
        <translation>Neue Rolle (für „Ändern“)</translation>
    </message>
    <message>
        <source>New role</source>
        <translation>Neue Rolle</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Entziehen</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
</context>
<context>
    <name>ReviewDialog</name>
    <message>
        <source>Changes to %1</source>
        <translation>Änderungen an %1</translation>
    </message>
    <message>
        <source>Nothing is sent until you apply. Each object is read before and after its change.</source>
        <translation>Vor dem Anwenden wird nichts gesendet. Jedes Objekt wird vor und nach der Änderung gelesen.</translation>
    </message>
    <message>
        <source>No staged changes.</source>
        <translation>Nichts vorgemerkt.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Open the settings</source>
        <translation>Einstellungen öffnen</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Some changes cannot be undone. Type “%1” to apply them.</source>
        <translation>Einige Änderungen können nicht rückgängig gemacht werden. Geben Sie „%1“ ein, um sie anzuwenden.</translation>
    </message>
    <message>
        <source>Type “%1”</source>
        <translation>„%1“ eingeben</translation>
    </message>
    <message>
        <source>This is not “%1”.</source>
        <translation>Das ist nicht „%1“.</translation>
    </message>
    <message>
        <source>Stop at the first failure</source>
        <translation>Beim ersten Fehler anhalten</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Cancel remaining</source>
        <translation>Restliche abbrechen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Stages the changes that undo this run, for review.</source>
        <translation>Merkt Änderungen, die diesen Lauf rückgängig machen, zur Überprüfung vor.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Access reviews</source>
        <translation>Zugriffsprüfungen</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Filter permissions</source>
        <translation>Berechtigungen filtern</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Entziehen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Zugriffsprüfung</translation>
    </message>
    <message>
        <source>Start review…</source>
        <translation>Zugriffsprüfung starten…</translation>
    </message>
    <message>
        <source>Some permissions could not be read and are not in this review.</source>
        <translation>Einige Berechtigungen konnten nicht gelesen werden und fehlen in dieser Zugriffsprüfung.</translation>
    </message>
    <message>
        <source>No permissions with this decision</source>
        <translation>Keine Berechtigungen mit dieser Entscheidung</translation>
    </message>
    <message>
        <source>The access reviews could not be read</source>
        <translation>Die Zugriffsprüfungen konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>No access review yet</source>
        <translation>Noch keine Zugriffsprüfung</translation>
    </message>
    <message>
        <source>A review lists who can do what in this registry, and when they were last seen. Decide on each permission, then create the report and stage the changes.</source>
        <translation>Eine Zugriffsprüfung zeigt, wer in dieser Registry was darf und wann er zuletzt gesehen wurde. Entscheiden Sie über jede Berechtigung, erstellen Sie dann den Bericht, und merken Sie die Änderungen vor.</translation>
    </message>
    <message>
        <source>Close review</source>
        <translation>Zugriffsprüfung abschließen</translation>
    </message>
    <message>
        <source>Decisions can no longer be changed after this.</source>
        <translation>Danach können Entscheidungen nicht mehr geändert werden.</translation>
    </message>
    <message>
        <source>Some permissions have no decision yet.</source>
        <translation>Für einige Berechtigungen gibt es noch keine Entscheidung.</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Bericht speichern…</translation>
    </message>
    <message>
        <source>Stage the changes</source>
        <translation>Änderungen vormerken</translation>
    </message>
    <message>
        <source>No permission is to be changed or revoked.</source>
        <translation>Keine Berechtigung soll geändert oder entzogen werden.</translation>
    </message>
</context>
<context>
    <name>ReviewStartDialog</name>
    <message>
        <source>Start an access review</source>
        <translation>Zugriffsprüfung starten</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>For example, fourth quarter</source>
        <translation>Zum Beispiel viertes Quartal</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>All, or names such as app, team-*</source>
        <translation>Alle, oder Namen wie app, team-*</translation>
    </message>
    <message>
        <source>Reads administrators, members and robot accounts, and when they were last seen in the audit trail. The registry is not changed.</source>
        <translation>Liest Administratoren, Mitglieder und Robot-Konten und wann sie zuletzt im Audit-Protokoll erscheinen. Die Registry wird nicht geändert.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Start review</source>
        <translation>Zugriffsprüfung starten</translation>
    </message>
</context>
<context>
    <name>RightsList</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>yes, but not supported by this registry</source>
        <translation>ja, aber von dieser Registry nicht unterstützt</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>In %1</source>
        <translation>In %1</translation>
    </message>
    <message>
        <source>Who has access?</source>
        <translation>Wer hat Zugriff?</translation>
    </message>
    <message>
        <source>Permissions in %1</source>
        <translation>Berechtigungen in %1</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>RobotCalendar</name>
    <message>
        <source>Robot accounts by month of expiry</source>
        <translation>Robot-Konten nach Ablaufmonat</translation>
    </message>
</context>
<context>
    <name>RobotForm</name>
    <message>
        <source>Stage the robot account</source>
        <translation>Robot-Konto vormerken</translation>
    </message>
    <message numerus="yes">
        <source>Stage for %n robot accounts</source>
        <translation>
            <numerusform>Für %Ln Robot-Konto vormerken</numerusform>
            <numerusform>Für %Ln Robot-Konten vormerken</numerusform>
        </translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>ci-push</source>
        <translation>ci-push</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>2027-01-31</source>
        <translation>2027-01-31</translation>
    </message>
    <message>
        <source>Expiration date</source>
        <translation>Ablaufdatum</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>Aktiviert</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Berechtigungen</translation>
    </message>
    <message>
        <source>Template:</source>
        <translation>Vorlage:</translation>
    </message>
    <message>
        <source>Template: %1</source>
        <translation>Vorlage: %1</translation>
    </message>
    <message>
        <source>This registry does not support: %1. Saving the robot account with these permissions may fail.</source>
        <translation>Diese Registry unterstützt nicht: %1. Sie lehnt das Speichern des Robot-Kontos damit möglicherweise ab.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Clear: %1</source>
        <translation>Leeren: %1</translation>
    </message>
    <message>
        <source>Harbor puts a prefix before the name</source>
        <translation>Harbor stellt dem Namen ein Präfix voran</translation>
    </message>
    <message>
        <source>Compare the permissions with the audit trail (pulls, pushes and deletions).</source>
        <translation>Berechtigungen mit dem Audit-Protokoll vergleichen (Pulls, Pushes, Löschungen).</translation>
    </message>
    <message>
        <source>Keep only used permissions</source>
        <translation>Nur genutzte Berechtigungen behalten</translation>
    </message>
    <message>
        <source>Check audit trail</source>
        <translation>Audit-Protokoll prüfen</translation>
    </message>
</context>
<context>
    <name>RobotScope</name>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>All projects</source>
        <translation>Alle Projekte</translation>
    </message>
    <message>
        <source>Selected projects</source>
        <translation>Ausgewählte Projekte</translation>
    </message>
    <message>
        <source>Robot account of one project</source>
        <translation>Robot-Konto eines Projekts</translation>
    </message>
    <message>
        <source>The account belongs to project %1 and cannot be moved.</source>
        <translation>Das Konto gehört zum Projekt %1; Harbor kann es nicht verschieben.</translation>
    </message>
</context>
<context>
    <name>RobotsPage</name>
    <message>
        <source>Robot accounts</source>
        <translation>Robot-Konten</translation>
    </message>
    <message>
        <source>May push</source>
        <translation>Darf pushen</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Within 14 days</source>
        <translation>Innerhalb von 14 Tagen</translation>
    </message>
    <message>
        <source>Never expire</source>
        <translation>Laufen nie ab</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Deaktiviert</translation>
    </message>
    <message>
        <source>No robot accounts</source>
        <translation>Keine Robot-Konten</translation>
    </message>
    <message>
        <source>The system and all visible projects have no robot accounts.</source>
        <translation>Das System und alle sichtbaren Projekte haben keine Robot-Konten.</translation>
    </message>
    <message>
        <source>This registry cannot be changed.</source>
        <translation>Diese Registry kann nicht geändert werden.</translation>
    </message>
    <message>
        <source>Select a robot account</source>
        <translation>Wählen Sie ein Robot-Konto</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>Neu…</translation>
    </message>
    <message>
        <source>New robot account</source>
        <translation>Neues Robot-Konto</translation>
    </message>
    <message>
        <source>Edit (%1)</source>
        <translation>Bearbeiten (%1)</translation>
    </message>
    <message>
        <source>Refresh secret…</source>
        <translation>Secret erneuern…</translation>
    </message>
    <message>
        <source>Related</source>
        <translation>Zugehörig</translation>
    </message>
</context>
<context>
    <name>RowInspector</name>
    <message>
        <source>Select a row to see its details.</source>
        <translation>Wählen Sie eine Zeile, um ihre Details zu sehen.</translation>
    </message>
</context>
<context>
    <name>RuleDialog</name>
    <message>
        <source>Edit the rule for %1</source>
        <translation>Regel für %1 bearbeiten</translation>
    </message>
    <message>
        <source>Required signatures</source>
        <translation>Erforderliche Signaturen</translation>
    </message>
    <message>
        <source>How many different signers of the rule must have signed; 0 if only attestations are required.</source>
        <translation>Wie viele verschiedene Unterzeichner der Regel signiert haben müssen; 0, wenn nur Attestierungen erforderlich sind.</translation>
    </message>
    <message>
        <source>Attestations</source>
        <translation>Attestierungen</translation>
    </message>
    <message>
        <source>none required</source>
        <translation>keine erforderlich</translation>
    </message>
    <message>
        <source>Predicate types that must be attested</source>
        <translation>Prädikattypen, die attestiert sein müssen</translation>
    </message>
    <message>
        <source>Predicate types such as https://slsa.dev/provenance/v1, separated by commas. A trusted signer must have attested each of them.</source>
        <translation>Prädikattypen wie https://slsa.dev/provenance/v1, durch Kommas getrennt. Jeden davon muss ein vertrauenswürdiger Unterzeichner attestiert haben.</translation>
    </message>
    <message>
        <source>Transparency log</source>
        <translation>Transparenzprotokoll</translation>
    </message>
    <message>
        <source>required for keyless identities</source>
        <translation>für schlüssellose Identitäten erforderlich</translation>
    </message>
    <message>
        <source>required for each signature</source>
        <translation>für jede Signatur erforderlich</translation>
    </message>
    <message>
        <source>not required: a time stamp is enough</source>
        <translation>nicht erforderlich: ein Zeitstempel genügt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Change the rule</source>
        <translation>Regel ändern</translation>
    </message>
</context>
<context>
    <name>RunDialog</name>
    <message>
        <source>This registry cannot be changed.</source>
        <translation>Diese Registry kann nicht geändert werden.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %Ln weiterer</numerusform>
            <numerusform>und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Starts immediately on %1 and %2. The result is shown in the panel below.</source>
        <translation>Startet sofort auf %1 und %2. Das Ergebnis wird im unteren Bereich angezeigt.</translation>
    </message>
    <message>
        <source>Type “%1” to run it.</source>
        <translation>Geben Sie „%1“ ein, um es auszuführen.</translation>
    </message>
    <message>
        <source>Type “%1”</source>
        <translation>„%1“ eingeben</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>RunsPage</name>
    <message>
        <source>Replication</source>
        <translation>Replikation</translation>
    </message>
    <message>
        <source>No replication policy</source>
        <translation>Keine Replikationsrichtlinie</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>No webhooks</source>
        <translation>Keine Webhooks</translation>
    </message>
    <message>
        <source>Preheat policies</source>
        <translation>Vorwärm-Richtlinien</translation>
    </message>
    <message>
        <source>No preheat policy</source>
        <translation>Keine Vorwärm-Richtlinie</translation>
    </message>
    <message>
        <source>Task log</source>
        <translation>Log der Aufgabe</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Select a policy to see its runs</source>
        <translation>Wählen Sie eine Richtlinie, um ihre Läufe zu sehen</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>Noch keine Läufe</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>This run had no tasks</source>
        <translation>Dieser Lauf hatte keine Aufgaben</translation>
    </message>
</context>
<context>
    <name>SaveButton</name>
    <message>
        <source>Click to save %1, or drag it to a folder or another application.</source>
        <translation>Klicken Sie, um %1 zu speichern, oder ziehen Sie es in einen Ordner oder ein anderes Programm.</translation>
    </message>
    <message>
        <source>Save as %1</source>
        <translation>Als %1 speichern</translation>
    </message>
</context>
<context>
    <name>SbomTab</name>
    <message>
        <source>Filter packages</source>
        <translation>Pakete filtern</translation>
    </message>
    <message>
        <source>Save SBOM …</source>
        <translation>SBOM speichern …</translation>
    </message>
    <message>
        <source>Packages of the SBOM</source>
        <translation>Pakete der SBOM</translation>
    </message>
    <message>
        <source>No packages</source>
        <translation>Keine Pakete</translation>
    </message>
    <message>
        <source>The SBOM lists no packages.</source>
        <translation>Die SBOM enthält keine Pakete.</translation>
    </message>
</context>
<context>
    <name>ScanGapsPage</name>
    <message>
        <source>Scan gaps</source>
        <translation>Scan-Lücken</translation>
    </message>
    <message>
        <source>Not scanned</source>
        <translation>Nicht gescannt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Older than 30 days</source>
        <translation>Älter als 30 Tage</translation>
    </message>
    <message>
        <source>Nothing to scan</source>
        <translation>Nichts zu scannen</translation>
    </message>
    <message>
        <source>No visible project has scannable artifacts.</source>
        <translation>Kein sichtbares Projekt hat scanbare Artefakte.</translation>
    </message>
    <message>
        <source>%L1 of %L2 checked</source>
        <translation>%L1 von %L2 geprüft</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Check all</source>
        <translation>Alle prüfen</translation>
    </message>
    <message>
        <source>Sends one request per artifact, four at a time.</source>
        <translation>Sendet eine Anfrage je Artefakt, vier gleichzeitig.</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>Lücken</translation>
    </message>
    <message>
        <source>No gaps found so far</source>
        <translation>Bisher keine Lücken gefunden</translation>
    </message>
    <message>
        <source>No gaps</source>
        <translation>Keine Lücken</translation>
    </message>
    <message>
        <source>No matching gaps</source>
        <translation>Keine passenden Lücken</translation>
    </message>
    <message>
        <source>All scannable artifacts were scanned within the last 30 days.</source>
        <translation>Alle scanbaren Artefakte wurden in den letzten 30 Tagen gescannt.</translation>
    </message>
</context>
<context>
    <name>ScannersPage</name>
    <message>
        <source>Scanners</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>No scanners</source>
        <translation>Keine Scanner</translation>
    </message>
    <message>
        <source>Without a scanner, images are not scanned for vulnerabilities.</source>
        <translation>Ohne Scanner werden Images nicht auf Schwachstellen gescannt.</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>Verwendet von</translation>
    </message>
</context>
<context>
    <name>ScheduleCard</name>
    <message>
        <source>%1 of %2</source>
        <comment>a report of a registry</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>Next run</source>
        <translation>Nächster Lauf</translation>
    </message>
    <message>
        <source>Last run</source>
        <translation>Letzter Lauf</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>Formate</translation>
    </message>
    <message numerus="yes">
        <source>%n runs were missed because the program was not open.</source>
        <translation>
            <numerusform>%n Lauf ist ausgefallen, weil das Programm nicht geöffnet war.</numerusform>
            <numerusform>%n Läufe sind ausgefallen, weil das Programm nicht geöffnet war.</numerusform>
        </translation>
    </message>
    <message>
        <source>Run now</source>
        <translation>Jetzt ausführen</translation>
    </message>
    <message>
        <source>Running…</source>
        <translation>Läuft…</translation>
    </message>
    <message>
        <source>crontab…</source>
        <translation>crontab…</translation>
    </message>
    <message>
        <source>Kubernetes…</source>
        <translation>Kubernetes…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>SchedulesAddDialog</name>
    <message>
        <source>Schedule a report of %1</source>
        <translation>Bericht von %1 planen</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Schedule (UTC)</source>
        <translation>Zeitplan (UTC)</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Absolute path, such as /srv/reports</source>
        <translation>Absoluter Pfad, zum Beispiel /srv/reports</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>Formate</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>All, or names such as app, team-*</source>
        <translation>Alle, oder Namen wie app, team-*</translation>
    </message>
    <message>
        <source>Redaction</source>
        <translation>Schwärzung</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Names of persons</source>
        <translation>Personennamen</translation>
    </message>
    <message>
        <source>Hosts and addresses</source>
        <translation>Hosts und Adressen</translation>
    </message>
    <message>
        <source>Persons, hosts and addresses</source>
        <translation>Personen, Hosts und Adressen</translation>
    </message>
    <message>
        <source>Each report is compared with the one before it in the folder if JSON is among the formats.</source>
        <translation>Jeder Bericht wird mit dem vorherigen im Ordner verglichen, wenn JSON unter den Formaten ist.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Add schedule</source>
        <translation>Berichtsplan hinzufügen</translation>
    </message>
</context>
<context>
    <name>SchedulesPage</name>
    <message>
        <source>Schedules</source>
        <translation>Zeitpläne</translation>
    </message>
    <message>
        <source>All schedules are paused. Scheduled jobs do not run until they are resumed.</source>
        <translation>Alle Zeitpläne sind pausiert. Geplante Aufträge laufen erst wieder, wenn sie fortgesetzt werden.</translation>
    </message>
    <message>
        <source>Next 7 days</source>
        <translation>Nächste 7 Tage</translation>
    </message>
    <message>
        <source>Job starts per hour, local time</source>
        <translation>Starts von Aufträgen pro Stunde, Ortszeit</translation>
    </message>
    <message>
        <source>No jobs scheduled in the next 7 days.</source>
        <translation>Keine Aufträge in den nächsten 7 Tagen geplant.</translation>
    </message>
    <message>
        <source>Overlapping</source>
        <translation>Überlappend</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>No schedules</source>
        <translation>Keine Zeitpläne</translation>
    </message>
    <message>
        <source>The system and all visible policies have no schedule.</source>
        <translation>Das System und alle sichtbaren Richtlinien haben keinen Zeitplan.</translation>
    </message>
</context>
<context>
    <name>SealedEntry</name>
    <message>
        <source>The secret of this registry is encrypted. Enter the master password to connect.</source>
        <translation>Das Secret dieser Registry ist verschlüsselt. Geben Sie das Master-Passwort ein, um zu verbinden.</translation>
    </message>
    <message>
        <source>Master password</source>
        <translation>Master-Passwort</translation>
    </message>
    <message>
        <source>Unlocking…</source>
        <translation>Wird entsperrt…</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
</context>
<context>
    <name>SearchedList</name>
    <message>
        <source>Search scope</source>
        <translation>Suchumfang</translation>
    </message>
</context>
<context>
    <name>SecretDialog</name>
    <message>
        <source>Save the secret</source>
        <translation>Secret speichern</translation>
    </message>
    <message numerus="yes">
        <source>Copied. The clipboard is cleared in %n s.</source>
        <translation>
            <numerusform>Kopiert. Die Zwischenablage wird in %Ln s geleert.</numerusform>
            <numerusform>Kopiert. Die Zwischenablage wird in %Ln s geleert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation>Trotzdem schließen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message numerus="yes">
        <source>%n new secrets</source>
        <translation>
            <numerusform>%Ln neues Secret</numerusform>
            <numerusform>%Ln neue Secrets</numerusform>
        </translation>
    </message>
    <message>
        <source>Save to the keychain</source>
        <translation>Im Schlüsselbund speichern</translation>
    </message>
    <message>
        <source>Save as docker auth file…</source>
        <translation>Als Docker-Auth-Datei speichern…</translation>
    </message>
    <message>
        <source>Save as Kubernetes secret…</source>
        <translation>Als Kubernetes-Secret speichern…</translation>
    </message>
    <message>
        <source>Save as text file…</source>
        <translation>Als Textdatei speichern…</translation>
    </message>
    <message>
        <source>The registry shows a secret only once. Copy or save it now.</source>
        <translation>Die Registry zeigt ein Secret nur einmal. Kopieren oder speichern Sie es jetzt.</translation>
    </message>
    <message>
        <source>%1 (copied or saved)</source>
        <translation>%1 (kopiert oder gespeichert)</translation>
    </message>
    <message>
        <source>Copy the secret of %1</source>
        <translation>Secret von %1 kopieren</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Save the secret of %1</source>
        <translation>Secret von %1 speichern</translation>
    </message>
    <message>
        <source>A secret was neither copied nor saved. Close anyway?</source>
        <translation>Ein Secret wurde weder kopiert noch gespeichert. Trotzdem schließen?</translation>
    </message>
</context>
<context>
    <name>Sections</name>
    <message>
        <source>Sections</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>PROD</source>
        <translation>PROD</translation>
    </message>
</context>
<context>
    <name>SecurityPage</name>
    <message>
        <source>Security summary</source>
        <translation>Sicherheitsübersicht</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Scanning</source>
        <translation>Scans</translation>
    </message>
    <message>
        <source>Artifacts scanned</source>
        <translation>Artefakte gescannt</translation>
    </message>
    <message>
        <source>Scan gaps</source>
        <translation>Scan-Lücken</translation>
    </message>
    <message>
        <source>Scanners</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>All schedules</source>
        <translation>Alle Zeitpläne</translation>
    </message>
    <message>
        <source>Most dangerous artifacts</source>
        <translation>Gefährlichste Artefakte</translation>
    </message>
    <message>
        <source>Most dangerous vulnerabilities</source>
        <translation>Gefährlichste Schwachstellen</translation>
    </message>
</context>
<context>
    <name>SelectorRow</name>
    <message>
        <source>%1: matching or excluding</source>
        <translation>%1: passend oder ausschließend</translation>
    </message>
    <message>
        <source>matching</source>
        <translation>passend</translation>
    </message>
    <message>
        <source>excluding</source>
        <translation>ausschließend</translation>
    </message>
</context>
<context>
    <name>SettingsLock</name>
    <message>
        <source>Lock</source>
        <translation>Sperre</translation>
    </message>
    <message>
        <source>Lock after</source>
        <translation>Sperren nach</translation>
    </message>
    <message>
        <source>Auto-lock is off. Press Ctrl+Alt+L to lock the window.</source>
        <translation>Die automatische Sperre ist aus. Strg+Alt+L sperrt das Fenster.</translation>
    </message>
    <message>
        <source>The master password unlocks the window.</source>
        <translation>Das Master-Passwort entsperrt das Fenster.</translation>
    </message>
    <message>
        <source>Unlocking the desktop unlocks the window. To unlock with a master password instead, store the secret of an account in a sealed file.</source>
        <translation>Wird der Desktop entsperrt, ist auch das Fenster entsperrt. Um stattdessen mit einem Master-Passwort zu entsperren, speichern Sie das Secret eines Kontos in einer versiegelten Datei.</translation>
    </message>
    <message>
        <source>The desktop lock is not available and no master password is set: the lock only hides the content. To set a master password, store the secret of an account in a sealed file.</source>
        <translation>Die Sperre des Desktops ist nicht verfügbar, und es ist kein Master-Passwort gesetzt: Die Sperre verbirgt nur den Inhalt. Um ein Master-Passwort zu setzen, speichern Sie das Secret eines Kontos in einer versiegelten Datei.</translation>
    </message>
    <message>
        <source>Minutes of inactivity before the window locks; 0 for never</source>
        <translation>Minuten ohne Eingabe bis zur Sperre; 0 für nie</translation>
    </message>
    <message>
        <source>minutes of inactivity (0: never)</source>
        <translation>Minuten ohne Eingabe (0: nie)</translation>
    </message>
    <message>
        <source>With the desktop</source>
        <translation>Mit dem Desktop</translation>
    </message>
    <message>
        <source>Lock when the screen locks and before suspend</source>
        <translation>Sperren, wenn der Bildschirm gesperrt wird, und vor dem Ruhezustand</translation>
    </message>
    <message>
        <source>Running jobs</source>
        <translation>Laufende Aufträge</translation>
    </message>
    <message>
        <source>Running jobs finish first, then all accounts are signed out.</source>
        <translation>Laufende Aufträge werden zuerst beendet, dann werden alle Konten abgemeldet.</translation>
    </message>
    <message>
        <source>Running jobs are cancelled and all accounts are signed out at once.</source>
        <translation>Laufende Aufträge werden abgebrochen und alle Konten sofort abgemeldet.</translation>
    </message>
    <message>
        <source>Continue while the window is locked</source>
        <translation>Weiterlaufen, während das Fenster gesperrt ist</translation>
    </message>
</context>
<context>
    <name>SettingsLook</name>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Ctrl++ zooms in, Ctrl+- zooms out, Ctrl+0 resets the zoom.</source>
        <translation>Strg++ vergrößert, Strg+- verkleinert, Strg+0 setzt den Zoom zurück.</translation>
    </message>
    <message>
        <source>Zoom in percent</source>
        <translation>Zoom in Prozent</translation>
    </message>
    <message>
        <source>percent</source>
        <translation>Prozent</translation>
    </message>
    <message>
        <source>Table rows</source>
        <translation>Tabellenzeilen</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Luftig</translation>
    </message>
    <message>
        <source>Refresh and sync</source>
        <translation>Aktualisieren und Synchronisieren</translation>
    </message>
    <message>
        <source>Auto-refresh</source>
        <translation>Automatisch aktualisieren</translation>
    </message>
    <message>
        <source>Pages load when opened. F5 refreshes.</source>
        <translation>Seiten werden beim Öffnen geladen. F5 aktualisiert.</translation>
    </message>
    <message numerus="yes">
        <source>Refresh the open page every %n minutes.</source>
        <translation>
            <numerusform>Offene Seite jede %Ln Minute aktualisieren.</numerusform>
            <numerusform>Offene Seite alle %Ln Minuten aktualisieren.</numerusform>
        </translation>
    </message>
    <message>
        <source>Auto-refresh interval in minutes; 0 for never</source>
        <translation>Intervall der Aktualisierung in Minuten; 0 für nie</translation>
    </message>
    <message>
        <source>minutes (0: never)</source>
        <translation>Minuten (0: nie)</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Sync on demand only.</source>
        <translation>Nur auf Anforderung synchronisieren.</translation>
    </message>
    <message numerus="yes">
        <source>Sync every %n minutes and after each sign-in.</source>
        <translation>
            <numerusform>Jede %Ln Minute und nach jeder Anmeldung synchronisieren.</numerusform>
            <numerusform>Alle %Ln Minuten und nach jeder Anmeldung synchronisieren.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sync interval in minutes; 0 for never</source>
        <translation>Intervall der Synchronisierung in Minuten; 0 für nie</translation>
    </message>
</context>
<context>
    <name>SettingsNetwork</name>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Uses https_proxy, http_proxy, all_proxy and no_proxy as set when Lotse started.</source>
        <translation>Verwendet https_proxy, http_proxy, all_proxy und no_proxy wie beim Start von Lotse gesetzt.</translation>
    </message>
    <message>
        <source>All registries are reached through this proxy with CONNECT. For encrypted connections the proxy sees only the host.</source>
        <translation>Alle Registrys werden per CONNECT über diesen Proxy erreicht. Bei verschlüsselten Verbindungen sieht der Proxy nur den Host.</translation>
    </message>
    <message>
        <source>Direct connection to registries.</source>
        <translation>Direkte Verbindung zu Registrys.</translation>
    </message>
    <message>
        <source>From environment</source>
        <translation>Aus der Umgebung</translation>
    </message>
    <message>
        <source>No proxy</source>
        <translation>Kein Proxy</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Manuell</translation>
    </message>
    <message>
        <source>Host and port</source>
        <translation>Host und Port</translation>
    </message>
    <message>
        <source>Host name only, without http:// and port.</source>
        <translation>Nur ein Hostname, ohne http:// und Port.</translation>
    </message>
    <message>
        <source>Proxy host</source>
        <translation>Host des Proxys</translation>
    </message>
    <message>
        <source>Proxy port</source>
        <translation>Port des Proxys</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Leave empty if the proxy requires no sign-in. The password is stored in the keychain of the desktop.</source>
        <translation>Leer lassen, wenn der Proxy keine Anmeldung verlangt. Das Passwort wird im Schlüsselbund des Desktops gespeichert.</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Proxy user name</source>
        <translation>Benutzername am Proxy</translation>
    </message>
    <message>
        <source>stored; type to replace</source>
        <translation>gespeichert; zum Ersetzen eingeben</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Proxy password</source>
        <translation>Passwort am Proxy</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>No proxy for</source>
        <translation>Kein Proxy für</translation>
    </message>
    <message>
        <source>Hosts, domains and networks (10.0.0.0/8), separated by commas.</source>
        <translation>Hosts, Domains, Netze (10.0.0.0/8), durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Hosts without proxy</source>
        <translation>Hosts ohne Proxy</translation>
    </message>
    <message>
        <source>“%1” is not a host, domain or network such as 10.0.0.0/8.</source>
        <translation>„%1“ ist kein Host, keine Domain und kein Netz wie 10.0.0.0/8.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Manage registries</source>
        <translation>Registrys verwalten</translation>
    </message>
    <message>
        <source>About Lotse</source>
        <translation>Über Lotse</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
</context>
<context>
    <name>SettingsStore</name>
    <message>
        <source>Local store</source>
        <translation>Lokaler Speicher</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Scan reports</source>
        <translation>Scan-Berichte</translation>
    </message>
    <message>
        <source>No reports stored yet.</source>
        <translation>Noch keine Berichte gespeichert.</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt …</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 in %n reports</source>
        <translation>
            <numerusform>%1: %2 in %Ln Bericht</numerusform>
            <numerusform>%1: %2 in %Ln Berichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n reports of deleted images</source>
        <translation>
            <numerusform>%1, davon %Ln von gelöschten Images</numerusform>
            <numerusform>%1, davon %Ln von gelöschten Images</numerusform>
        </translation>
    </message>
    <message>
        <source>Size limit</source>
        <translation>Größenlimit</translation>
    </message>
    <message>
        <source>No limit. Reports are never deleted automatically.</source>
        <translation>Kein Limit. Berichte werden nie automatisch gelöscht.</translation>
    </message>
    <message>
        <source>After each sync, reports of deleted images are removed, oldest first, until the store is below the limit. Reports of existing images, audit entries and decisions are never removed, even if the store exceeds the limit.</source>
        <translation>Nach jeder Synchronisierung werden Berichte gelöschter Images entfernt, die ältesten zuerst, bis der Speicher unter dem Limit liegt. Berichte vorhandener Images, Audit-Einträge und Entscheidungen werden nie entfernt, auch wenn der Speicher das Limit überschreitet.</translation>
    </message>
    <message>
        <source>Size limit of the findings in MiB; 0 for no limit</source>
        <translation>Größenlimit der Befunde in MiB; 0 für kein Limit</translation>
    </message>
    <message>
        <source>MiB (0: no limit)</source>
        <translation>MiB (0: kein Limit)</translation>
    </message>
    <message>
        <source>Delete reports of deleted images…</source>
        <translation>Berichte gelöschter Images löschen…</translation>
    </message>
    <message>
        <source>No reports of deleted images.</source>
        <translation>Keine Berichte gelöschter Images.</translation>
    </message>
    <message>
        <source>Delete reports of deleted images?</source>
        <translation>Berichte gelöschter Images löschen?</translation>
    </message>
    <message numerus="yes">
        <source>%n reports (%1) belong to images that were deleted or that no account can see. Their findings will no longer be available here. Decisions are kept.</source>
        <translation>
            <numerusform>%Ln Bericht (%1) gehört zu einem Image, das gelöscht wurde oder das kein Konto sehen kann. Seine Befunde sind danach hier nicht mehr verfügbar. Entscheidungen bleiben erhalten.</numerusform>
            <numerusform>%Ln Berichte (%1) gehören zu Images, die gelöscht wurden oder die kein Konto sehen kann. Ihre Befunde sind danach hier nicht mehr verfügbar. Entscheidungen bleiben erhalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Findings, audit entries, decisions and snapshots are stored in %1. The store is not encrypted: use disk encryption to protect it.</source>
        <translation>Befunde, Audit-Einträge, Entscheidungen und Snapshots liegen in %1. Der Speicher ist nicht verschlüsselt: Verwenden Sie zum Schutz eine Festplattenverschlüsselung.</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>Snapshots</translation>
    </message>
    <message>
        <source>After each sync of a Harbor registry, its configuration is stored without secrets if it has changed. See Compliance, Snapshots.</source>
        <translation>Nach jeder Synchronisierung einer Harbor-Registry wird ihre Konfiguration ohne Secrets gespeichert, wenn sie sich geändert hat. Siehe Compliance, Snapshots.</translation>
    </message>
    <message>
        <source>Take after each sync</source>
        <translation>Nach jeder Synchronisierung erstellen</translation>
    </message>
    <message>
        <source>Number of snapshots kept per registry</source>
        <translation>Anzahl der Snapshots, die je Registry behalten werden</translation>
    </message>
    <message>
        <source>kept per registry</source>
        <translation>je Registry behalten</translation>
    </message>
</context>
<context>
    <name>SeverityBar</name>
    <message>
        <source>no findings</source>
        <translation>keine Befunde</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Search and commands</source>
        <translation>Suche und Befehle</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Switch to registry</source>
        <translation>Zur Registry wechseln</translation>
    </message>
    <message>
        <source>Find in page</source>
        <translation>Auf der Seite suchen</translation>
    </message>
    <message>
        <source>Light or dark theme</source>
        <translation>Helles oder dunkles Farbschema</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Bewegen</translation>
    </message>
    <message>
        <source>Extend the selection</source>
        <translation>Auswahl erweitern</translation>
    </message>
    <message>
        <source>First, last row</source>
        <translation>Erste, letzte Zeile</translation>
    </message>
    <message>
        <source>Page up, page down</source>
        <translation>Seite hoch, Seite runter</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Select or deselect</source>
        <translation>Auswählen oder abwählen</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Zeilen kopieren</translation>
    </message>
    <message>
        <source>Row menu</source>
        <translation>Menü der Zeile</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Lock the window</source>
        <translation>Fenster sperren</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Page help</source>
        <translation>Hilfe zur Seite</translation>
    </message>
    <message>
        <source>Add column to sort order</source>
        <translation>Spalte zur Sortierung hinzufügen</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Next, previous finding</source>
        <translation>Nächster, voriger Befund</translation>
    </message>
    <message>
        <source>In triage</source>
        <translation>In Prüfung</translation>
    </message>
    <message>
        <source>Affected</source>
        <translation>Betroffen</translation>
    </message>
    <message>
        <source>Not affected</source>
        <translation>Nicht betroffen</translation>
    </message>
    <message>
        <source>False positive</source>
        <translation>Fehlalarm</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Behoben</translation>
    </message>
    <message>
        <source>Risk accepted</source>
        <translation>Risiko akzeptiert</translation>
    </message>
    <message>
        <source>Decision expiry</source>
        <translation>Ablauf der Entscheidung</translation>
    </message>
    <message>
        <source>Decision reason</source>
        <translation>Grund der Entscheidung</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Findings, vulnerabilities, packages, upgrades, images</source>
        <translation>Befunde, Schwachstellen, Pakete, Aktualisierungen, Images</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Show or hide panel</source>
        <translation>Bereich ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Previous registry</source>
        <translation>Vorige Registry</translation>
    </message>
    <message>
        <source>Zoom in, out, reset</source>
        <translation>Vergrößern, verkleinern, zurücksetzen</translation>
    </message>
    <message>
        <source>Review staged changes</source>
        <translation>Vorgemerkte Änderungen überprüfen</translation>
    </message>
    <message>
        <source>Undo the last staged edit</source>
        <translation>Letzte vorgemerkte Änderung rückgängig machen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
</context>
<context>
    <name>SignDialog</name>
    <message>
        <source>Sign %1</source>
        <translation>%1 signieren</translation>
    </message>
    <message>
        <source>Review the signature</source>
        <translation>Signatur überprüfen</translation>
    </message>
    <message>
        <source>Signature of %1</source>
        <translation>Signatur von %1</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Stage change</source>
        <translation>Änderung vormerken</translation>
    </message>
    <message>
        <source>Adds the signature to the staged changes; it is reviewed together with them.</source>
        <translation>Fügt die Signatur den vorgemerkten Änderungen hinzu; sie wird mit ihnen überprüft.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Signing …</source>
        <translation>Wird signiert …</translation>
    </message>
    <message>
        <source>Sign and review</source>
        <translation>Signieren und überprüfen</translation>
    </message>
    <message>
        <source>Push the signature</source>
        <translation>Signatur pushen</translation>
    </message>
</context>
<context>
    <name>SignFields</name>
    <message>
        <source>Private key</source>
        <translation>Privater Schlüssel</translation>
    </message>
    <message>
        <source>Private keys (*.key *.pem *.p12 *.pfx)</source>
        <translation>Private Schlüssel (*.key *.pem *.p12 *.pfx)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Certificates of the key</source>
        <translation>Zertifikate des Schlüssels</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>Zertifikate (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>Document to attest</source>
        <translation>Zu attestierendes Dokument</translation>
    </message>
    <message>
        <source>JSON documents (*.json)</source>
        <translation>JSON-Dokumente (*.json)</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose a file: %1</source>
        <translation>Datei wählen: %1</translation>
    </message>
    <message>
        <source>Path of a file, or pkcs11:… for a token</source>
        <translation>Pfad einer Datei, oder pkcs11:… für ein Token</translation>
    </message>
    <message>
        <source>PEM, Cosign key file or PKCS #12. The key is used once and not stored.</source>
        <translation>PEM, Cosign-Schlüsseldatei oder PKCS #12. Der Schlüssel wird einmal verwendet und nicht gespeichert.</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Password of the key</source>
        <translation>Passwort des Schlüssels</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Signiert wird</translation>
    </message>
    <message>
        <source>What is signed</source>
        <translation>Was signiert wird</translation>
    </message>
    <message>
        <source>The artifact</source>
        <translation>Das Artefakt</translation>
    </message>
    <message>
        <source>CycloneDX SBOM of the artifact</source>
        <translation>CycloneDX-SBOM des Artefakts</translation>
    </message>
    <message>
        <source>SPDX SBOM of the artifact</source>
        <translation>SPDX-SBOM des Artefakts</translation>
    </message>
    <message>
        <source>OpenVEX document for the artifact</source>
        <translation>OpenVEX-Dokument zum Artefakt</translation>
    </message>
    <message>
        <source>Other statement about the artifact</source>
        <translation>Anderes Statement zum Artefakt</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Signature format</source>
        <translation>Signaturformat</translation>
    </message>
    <message>
        <source>Cosign bundle (Cosign 3)</source>
        <translation>Cosign-Bundle (Cosign 3)</translation>
    </message>
    <message>
        <source>Cosign tag .sig (Cosign 1 and 2)</source>
        <translation>Cosign-Tag .sig (Cosign 1 und 2)</translation>
    </message>
    <message>
        <source>Notation (JWS)</source>
        <translation>Notation (JWS)</translation>
    </message>
    <message>
        <source>Cosign tag .att (Cosign 1 and 2)</source>
        <translation>Cosign-Tag .att (Cosign 1 und 2)</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Path of a JSON file</source>
        <translation>Pfad einer JSON-Datei</translation>
    </message>
    <message>
        <source>Predicate type</source>
        <translation>Prädikattyp</translation>
    </message>
    <message>
        <source>URI, for example https://slsa.dev/provenance/v1</source>
        <translation>URI, zum Beispiel https://slsa.dev/provenance/v1</translation>
    </message>
    <message>
        <source>Certificate chain</source>
        <translation>Zertifikatskette</translation>
    </message>
    <message>
        <source>PEM file with the chain from the certificate of the key to the root</source>
        <translation>PEM-Datei mit der Kette vom Zertifikat des Schlüssels bis zum Stammzertifikat</translation>
    </message>
    <message>
        <source>Not required if the PKCS #12 file contains the certificates.</source>
        <translation>Nicht erforderlich, wenn die PKCS #12-Datei die Zertifikate enthält.</translation>
    </message>
</context>
<context>
    <name>SignReview</name>
    <message>
        <source>Pushing the signature</source>
        <translation>Signatur wird gepusht</translation>
    </message>
    <message>
        <source>Save the public key</source>
        <translation>Öffentlichen Schlüssel speichern</translation>
    </message>
    <message>
        <source>Public keys (*.pub)</source>
        <translation>Öffentliche Schlüssel (*.pub)</translation>
    </message>
    <message>
        <source>The signature is trusted once the key is in the trust policy: import the public key under Security, Signatures.</source>
        <translation>Die Signatur ist vertrauenswürdig, sobald der Schlüssel in der Vertrauensrichtlinie steht: Importieren Sie den öffentlichen Schlüssel unter Sicherheit, Signaturen.</translation>
    </message>
    <message>
        <source>Save the public key …</source>
        <translation>Öffentlichen Schlüssel speichern …</translation>
    </message>
</context>
<context>
    <name>SignatureDetail</name>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Statement</translation>
    </message>
</context>
<context>
    <name>SignatureImages</name>
    <message>
        <source>All untrusted</source>
        <translation>Alle nicht vertrauenswürdigen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Images by signature</source>
        <translation>Images nach Signatur</translation>
    </message>
    <message>
        <source>No such images</source>
        <translation>Keine solchen Images</translation>
    </message>
    <message>
        <source>No image in the local store has this status.</source>
        <translation>Kein Image im lokalen Speicher hat diesen Status.</translation>
    </message>
</context>
<context>
    <name>SignatureProjects</name>
    <message>
        <source>Images by signature</source>
        <translation>Images nach Signatur</translation>
    </message>
    <message>
        <source>trusted, valid, invalid, claimed, none, not verified; the projects with the most untrusted images</source>
        <translation>vertrauenswürdig, gültig, ungültig, angegeben, keine, nicht geprüft; die Projekte mit den meisten nicht vertrauenswürdigen Images</translation>
    </message>
    <message>
        <source>Signatures by project</source>
        <translation>Signaturen nach Projekt</translation>
    </message>
    <message>
        <source>No images</source>
        <translation>Keine Images</translation>
    </message>
    <message>
        <source>Not synced yet</source>
        <translation>Noch nicht synchronisiert</translation>
    </message>
    <message>
        <source>Coverage is calculated from the images in the local store. Sync the registry first.</source>
        <translation>Die Abdeckung wird über die Images im lokalen Speicher berechnet. Synchronisieren Sie zuerst die Registry.</translation>
    </message>
    <message>
        <source>The local store has no images of this registry.</source>
        <translation>Der lokale Speicher enthält keine Images dieser Registry.</translation>
    </message>
    <message>
        <source>Sync this registry</source>
        <translation>Diese Registry synchronisieren</translation>
    </message>
</context>
<context>
    <name>SignatureSigners</name>
    <message>
        <source>A Cosign signature does not contain its key: import a public key to see the images signed with it.</source>
        <translation>Eine Cosign-Signatur enthält keinen Schlüssel: Importieren Sie einen öffentlichen Schlüssel, um die damit signierten Images zu sehen.</translation>
    </message>
    <message>
        <source>Trust …</source>
        <translation>Vertrauen …</translation>
    </message>
    <message>
        <source>Select a key. Certificates are trusted through a Notation trust store.</source>
        <translation>Wählen Sie einen Schlüssel. Zertifikaten wird über einen Trust Store von Notation vertraut.</translation>
    </message>
    <message>
        <source>Keys and identities</source>
        <translation>Schlüssel und Identitäten</translation>
    </message>
    <message>
        <source>No keys or identities</source>
        <translation>Keine Schlüssel oder Identitäten</translation>
    </message>
    <message>
        <source>Import a public key, then verify signatures.</source>
        <translation>Importieren Sie einen öffentlichen Schlüssel, und prüfen Sie dann die Signaturen.</translation>
    </message>
    <message>
        <source>Import key or policy …</source>
        <translation>Schlüssel oder Richtlinie importieren …</translation>
    </message>
</context>
<context>
    <name>SignatureTiles</name>
    <message>
        <source>Verify after each sync</source>
        <translation>Nach jeder Synchronisierung prüfen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Verify all again</source>
        <translation>Alle erneut prüfen</translation>
    </message>
    <message>
        <source>Verifying …</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Verify signatures</source>
        <translation>Signaturen prüfen</translation>
    </message>
    <message>
        <source>%1: %L2 images</source>
        <translation>%1: %L2 Images</translation>
    </message>
</context>
<context>
    <name>SignaturesPage</name>
    <message>
        <source>Signatures</source>
        <translation>Signaturen</translation>
    </message>
    <message>
        <source>Verification reads the manifests of signed images and of their attachments. Harbor counts each read as a pull: this changes the last pull time and the pull count, writes audit log entries and triggers webhooks. Unsigned images are not read.</source>
        <translation>Die Prüfung liest die Manifeste signierter Images und dessen, was an sie angehängt ist. Harbor zählt jedes Lesen als Pull: Das ändert den Zeitpunkt des letzten Pulls und die Anzahl der Pulls, schreibt Einträge ins Audit-Protokoll und löst Webhooks aus. Unsignierte Images werden nicht gelesen.</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Keys and identities</source>
        <translation>Schlüssel und Identitäten</translation>
    </message>
    <message>
        <source>Missing attachments</source>
        <translation>Fehlende Anhänge</translation>
    </message>
    <message>
        <source>Trust policy</source>
        <translation>Vertrauensrichtlinie</translation>
    </message>
    <message>
        <source>Artifacts with missing attachments</source>
        <translation>Artefakte mit fehlenden Anhängen</translation>
    </message>
    <message>
        <source>No missing attachments</source>
        <translation>Keine fehlenden Anhänge</translation>
    </message>
    <message>
        <source>Nothing verified yet</source>
        <translation>Noch nichts verifiziert</translation>
    </message>
    <message>
        <source>All verified images still have all previously seen signatures and attestations.</source>
        <translation>Alle verifizierten Images haben noch alle zuvor gesehenen Signaturen und Attestierungen.</translation>
    </message>
    <message>
        <source>Attachments are recorded from the first verification on.</source>
        <translation>Anhänge werden ab der ersten Verifizierung festgehalten.</translation>
    </message>
</context>
<context>
    <name>SignaturesTab</name>
    <message>
        <source>Verifying …</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Verify again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Signatures and attestations</source>
        <translation>Signaturen und Attestierungen</translation>
    </message>
    <message>
        <source>No signatures</source>
        <translation>Keine Signaturen</translation>
    </message>
    <message>
        <source>No signature or attestation is attached to this artifact.</source>
        <translation>An dieses Artefakt ist weder eine Signatur noch eine Attestierung angehängt.</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Not verified yet</source>
        <translation>Noch nicht geprüft</translation>
    </message>
    <message>
        <source>Verification reads the manifests of this artifact and of its attachments. Harbor counts each read as a pull.</source>
        <translation>Die Prüfung liest die Manifeste dieses Artefakts und dessen, was an es angehängt ist. Harbor zählt jedes Lesen als Pull.</translation>
    </message>
    <message>
        <source>Verify signatures</source>
        <translation>Signaturen prüfen</translation>
    </message>
    <message>
        <source>Verification reads the manifests of this artifact and of its attachments.</source>
        <translation>Die Verifizierung liest die Manifeste dieses Artefakts und seiner Anhänge.</translation>
    </message>
    <message>
        <source>Sign …</source>
        <translation>Signieren …</translation>
    </message>
</context>
<context>
    <name>SizesPage</name>
    <message>
        <source>Sizes</source>
        <translation>Größen</translation>
    </message>
    <message>
        <source>Filter projects</source>
        <translation>Projekte filtern</translation>
    </message>
    <message>
        <source>Select a project to see its repositories</source>
        <translation>Wählen Sie ein Projekt, um seine Repositorys zu sehen</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>Storage counted against the quota</source>
        <translation>Auf das Kontingent angerechneter Speicher</translation>
    </message>
    <message>
        <source>Projects by size</source>
        <translation>Projekte nach Größe</translation>
    </message>
    <message>
        <source>No sizes available</source>
        <translation>Keine Größen verfügbar</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>Repositories of %1</source>
        <translation>Repositorys von %1</translation>
    </message>
    <message>
        <source>Sum of artifact sizes</source>
        <translation>Summe der Artefaktgrößen</translation>
    </message>
    <message>
        <source>Select a project.</source>
        <translation>Wählen Sie ein Projekt.</translation>
    </message>
    <message>
        <source>Empty project.</source>
        <translation>Leeres Projekt.</translation>
    </message>
    <message>
        <source>Repositories by size</source>
        <translation>Repositorys nach Größe</translation>
    </message>
    <message>
        <source>Empty project</source>
        <translation>Leeres Projekt</translation>
    </message>
</context>
<context>
    <name>Skeleton</name>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
</context>
<context>
    <name>SnapshotCompare</name>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Compare from this configuration</source>
        <translation>Ausgangskonfiguration des Vergleichs</translation>
    </message>
    <message>
        <source>to</source>
        <translation>nach</translation>
    </message>
    <message>
        <source>Compare to this configuration</source>
        <translation>Zielkonfiguration des Vergleichs</translation>
    </message>
    <message>
        <source>YAML</source>
        <translation>YAML</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Reading the registry…</source>
        <translation>Registry wird gelesen…</translation>
    </message>
    <message>
        <source>Plan rollback…</source>
        <translation>Rollback planen…</translation>
    </message>
    <message>
        <source>Plan promotion…</source>
        <translation>Übernahme planen…</translation>
    </message>
    <message>
        <source>Stages the changes that bring the registry from its current state to the second configuration. Nothing is sent before the review.</source>
        <translation>Merkt die Änderungen vor, die die Registry vom jetzigen Stand auf die zweite Konfiguration bringen. Vor der Überprüfung wird nichts gesendet.</translation>
    </message>
    <message numerus="yes">
        <source>%n parts were not read on both sides and are not compared.</source>
        <translation>
            <numerusform>%n Teil wurde nicht auf beiden Seiten gelesen und wird nicht verglichen.</numerusform>
            <numerusform>%n Teile wurden nicht auf beiden Seiten gelesen und werden nicht verglichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>No differences</source>
        <translation>Keine Unterschiede</translation>
    </message>
    <message>
        <source>Everything that could be read on both sides is the same.</source>
        <translation>Alles, was auf beiden Seiten gelesen werden konnte, ist gleich.</translation>
    </message>
</context>
<context>
    <name>SnapshotsPage</name>
    <message>
        <source>Snapshots</source>
        <translation>Snapshots</translation>
    </message>
    <message>
        <source>Filter snapshots</source>
        <translation>Snapshots filtern</translation>
    </message>
    <message>
        <source>Taking snapshot…</source>
        <translation>Snapshot wird erstellt…</translation>
    </message>
    <message>
        <source>Take snapshot</source>
        <translation>Snapshot erstellen</translation>
    </message>
    <message>
        <source>No snapshot matches the filter</source>
        <translation>Kein Snapshot passt zum Filter</translation>
    </message>
    <message>
        <source>No snapshots yet</source>
        <translation>Noch keine Snapshots</translation>
    </message>
    <message>
        <source>A snapshot contains projects, members, quotas, retention, robot accounts, webhooks and the system configuration, without secrets. One is taken after each sync; only changes use storage.</source>
        <translation>Ein Snapshot enthält Projekte, Mitglieder, Kontingente, Aufbewahrung, Robot-Konten, Webhooks und die Systemkonfiguration, ohne Secrets. Nach jeder Synchronisierung wird einer erstellt; nur Änderungen belegen Speicherplatz.</translation>
    </message>
</context>
<context>
    <name>StagedText</name>
    <message>
        <source>%1, staged instead of %2</source>
        <translation>%1, vorgemerkt statt %2</translation>
    </message>
    <message>
        <source>%1, with staged changes</source>
        <translation>%1, mit vorgemerkten Änderungen</translation>
    </message>
</context>
<context>
    <name>StateView</name>
    <message>
        <source>Hide details</source>
        <translation>Details ausblenden</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>PROD</source>
        <translation>PROD</translation>
    </message>
    <message>
        <source>read only</source>
        <translation>schreibgeschützt</translation>
    </message>
    <message numerus="yes">
        <source>%n registries</source>
        <translation>
            <numerusform>%Ln Registry</numerusform>
            <numerusform>%Ln Registrys</numerusform>
        </translation>
    </message>
    <message>
        <source>Sync findings of this registry</source>
        <translation>Befunde dieser Registry synchronisieren</translation>
    </message>
</context>
<context>
    <name>StoryPage</name>
    <message>
        <source>History of image %1</source>
        <translation>Verlauf des Images %1</translation>
    </message>
    <message>
        <source>History of user %1</source>
        <translation>Verlauf des Benutzers %1</translation>
    </message>
    <message>
        <source>History of project %1</source>
        <translation>Verlauf des Projekts %1</translation>
    </message>
    <message>
        <source>Pushes and pulls of images with %1</source>
        <translation>Pushes und Pulls von Images mit %1</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>The local store has no audit entries yet. Sync first.</source>
        <translation>Der lokale Speicher hat noch keine Audit-Einträge. Synchronisieren Sie zuerst.</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Jetzt synchronisieren</translation>
    </message>
    <message>
        <source>No entries</source>
        <translation>Keine Einträge</translation>
    </message>
    <message>
        <source>The synced part of the audit trail has no matching entries.</source>
        <translation>Der synchronisierte Teil des Audit-Protokolls hat keine passenden Einträge.</translation>
    </message>
</context>
<context>
    <name>SystemPage</name>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Checked every minute since %1</source>
        <translation>Jede Minute geprüft seit %1</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>Komponenten</translation>
    </message>
    <message>
        <source>The registry reports no components</source>
        <translation>Die Registry meldet keine Komponenten</translation>
    </message>
    <message>
        <source>System information</source>
        <translation>Systeminformationen</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>Volumes</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Scanners</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
</context>
<context>
    <name>SystemWords</name>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Registry URL</source>
        <translation>Registry-URL</translation>
    </message>
    <message>
        <source>External URL</source>
        <translation>Externe URL</translation>
    </message>
    <message>
        <source>Server time</source>
        <translation>Serverzeit</translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation>Authentifizierung</translation>
    </message>
    <message>
        <source>Primary sign-in service</source>
        <translation>Primärer Anmeldedienst</translation>
    </message>
    <message>
        <source>Project creation</source>
        <translation>Projekterstellung</translation>
    </message>
    <message>
        <source>Self-registration</source>
        <translation>Selbstregistrierung</translation>
    </message>
    <message>
        <source>Webhooks enabled</source>
        <translation>Webhooks aktiviert</translation>
    </message>
    <message>
        <source>CA certificate available</source>
        <translation>CA-Zertifikat verfügbar</translation>
    </message>
    <message>
        <source>Storage backend</source>
        <translation>Storage-Backend</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Schreibgeschützt</translation>
    </message>
    <message>
        <source>Banner</source>
        <translation>Banner</translation>
    </message>
    <message>
        <source>%1 of %2 free</source>
        <translation>%1 von %2 frei</translation>
    </message>
    <message>
        <source>The registry reports no size for this volume.</source>
        <translation>Die Registry meldet für dieses Volume keine Größe.</translation>
    </message>
    <message>
        <source>Harbor database</source>
        <translation>Harbor-Datenbank</translation>
    </message>
    <message>
        <source>administrators</source>
        <translation>Administratoren</translation>
    </message>
    <message>
        <source>everyone</source>
        <translation>alle</translation>
    </message>
</context>
<context>
    <name>TableExporter</name>
    <message>
        <source>Export the selected rows</source>
        <translation>Ausgewählte Zeilen exportieren</translation>
    </message>
    <message>
        <source>Export all rows of the table</source>
        <translation>Alle Zeilen der Tabelle exportieren</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV-Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>JSON document (*.json)</source>
        <translation>JSON-Dokument (*.json)</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>%L1 of %L2</source>
        <translation>%L1 von %L2</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>All rows that match the filter, as CSV or JSON</source>
        <translation>Alle Zeilen, die dem Filter entsprechen, als CSV oder JSON</translation>
    </message>
</context>
<context>
    <name>TableFoot</name>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>%L1 of %L2 rows match the filter</source>
        <translation>%L1 von %L2 Zeilen passen zum Filter</translation>
    </message>
    <message>
        <source>%L1 of %L2 loaded</source>
        <translation>%L1 von %L2 geladen</translation>
    </message>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Load all</source>
        <translation>Alles laden</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%Ln ausgewählt</numerusform>
            <numerusform>%Ln ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>Stand %1</translation>
    </message>
    <message>
        <source>%L1 rows loaded, more available</source>
        <translation>%L1 Zeilen geladen, weitere verfügbar</translation>
    </message>
</context>
<context>
    <name>TableHead</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
</context>
<context>
    <name>TableMenu</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message numerus="yes">
        <source>Copy %n rows</source>
        <translation>
            <numerusform>%Ln Zeile kopieren</numerusform>
            <numerusform>%Ln Zeilen kopieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the selected rows…</source>
        <translation>Ausgewählte Zeilen exportieren…</translation>
    </message>
    <message>
        <source>Export the table…</source>
        <translation>Tabelle exportieren…</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
</context>
<context>
    <name>TableStates</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>No rows match the filter</source>
        <translation>Keine Zeile passt zum Filter</translation>
    </message>
    <message numerus="yes">
        <source>This text is not in the %n loaded rows.</source>
        <translation>
            <numerusform>Die %Ln geladene Zeile enthält diesen Text nicht.</numerusform>
            <numerusform>Die %Ln geladenen Zeilen enthalten diesen Text nicht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter leeren</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Opens search and commands</source>
        <translation>Öffnet Suche und Befehle</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Helles Farbschema</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Dunkles Farbschema</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Page help</source>
        <translation>Hilfe zur Seite</translation>
    </message>
</context>
<context>
    <name>TrendTimes</name>
    <message>
        <source>Time to resolve</source>
        <translation>Zeit bis zur Behebung</translation>
    </message>
    <message>
        <source>No issue was resolved in this period.</source>
        <translation>In diesem Zeitraum wurde kein Fall behoben.</translation>
    </message>
</context>
<context>
    <name>TrendsPage</name>
    <message>
        <source>Trends</source>
        <translation>Trends</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Umfang</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>90 days</source>
        <translation>90 Tage</translation>
    </message>
    <message>
        <source>One year</source>
        <translation>Ein Jahr</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Open issues by severity</source>
        <translation>Offene Fälle nach Schweregrad</translation>
    </message>
    <message>
        <source>New and resolved issues per week</source>
        <translation>Neue und behobene Fälle pro Woche</translation>
    </message>
    <message>
        <source>Packages with the most open issues</source>
        <translation>Pakete mit den meisten offenen Fällen</translation>
    </message>
    <message>
        <source>Images with a report, percent</source>
        <translation>Images mit Bericht, Prozent</translation>
    </message>
    <message>
        <source>Age of the reports, days</source>
        <translation>Alter der Berichte, Tage</translation>
    </message>
    <message>
        <source>No history yet</source>
        <translation>Noch kein Verlauf</translation>
    </message>
    <message>
        <source>History is recorded with each sync.</source>
        <translation>Der Verlauf wird mit jeder Synchronisierung aufgezeichnet.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Sync all registries</source>
        <translation>Alle Registrys synchronisieren</translation>
    </message>
    <message>
        <source>One day of data so far: lines start on the second day. %1</source>
        <translation>Bisher Daten eines Tages: Linien beginnen am zweiten Tag. %1</translation>
    </message>
    <message>
        <source>An issue is a vulnerability of a package in a repository as reported by scanners, regardless of decisions. Resolved: the package was updated or the image deleted. Days are in UTC; days without a sync have no data point. Images are those that a scanner supports, without platforms of an index, signatures and SBOMs.</source>
        <translation>Ein Fall ist eine Schwachstelle eines Pakets in einem Repository, wie von Scannern gemeldet, unabhängig von Entscheidungen. Behoben: Das Paket wurde aktualisiert oder das Image gelöscht. Tage in UTC; Tage ohne Synchronisierung haben keinen Datenpunkt. Gezählt werden Images, die ein Scanner unterstützt, ohne Plattformen eines Index, Signaturen und SBOMs.</translation>
    </message>
</context>
<context>
    <name>TrustDialog</name>
    <message>
        <source>Add to the trust policy</source>
        <translation>Zur Vertrauensrichtlinie hinzufügen</translation>
    </message>
    <message>
        <source>Cosign public key</source>
        <translation>Öffentlicher Cosign-Schlüssel</translation>
    </message>
    <message>
        <source>Public keys (*.pub *.pem *.key)</source>
        <translation>Öffentliche Schlüssel (*.pub *.pem *.key)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>trustpolicy.json of Notation</source>
        <translation>trustpolicy.json von Notation</translation>
    </message>
    <message>
        <source>Notation trust policy (trustpolicy.json)</source>
        <translation>Notation-Vertrauensrichtlinie (trustpolicy.json)</translation>
    </message>
    <message>
        <source>Cosign public key …</source>
        <translation>Öffentlicher Cosign-Schlüssel …</translation>
    </message>
    <message>
        <source>Notation trust policy …</source>
        <translation>Notation-Vertrauensrichtlinie …</translation>
    </message>
    <message>
        <source>Fingerprint (SHA-256), %1</source>
        <translation>Fingerabdruck (SHA-256), %1</translation>
    </message>
    <message>
        <source>Certificates (SHA-256)</source>
        <translation>Zertifikate (SHA-256)</translation>
    </message>
    <message>
        <source>Fingerprint: %1</source>
        <translation>Fingerabdruck: %1</translation>
    </message>
    <message>
        <source>Compare it with the fingerprint published by the owner, not with one from this registry.</source>
        <translation>Vergleichen Sie ihn mit dem Fingerabdruck, den der Eigentümer veröffentlicht hat, nicht mit einem aus dieser Registry.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name in the policy</source>
        <translation>Name in der Richtlinie</translation>
    </message>
    <message>
        <source>Applies to</source>
        <translation>Gilt für</translation>
    </message>
    <message>
        <source>Repositories to which the signer applies</source>
        <translation>Repositorys, für die der Signierer gilt</translation>
    </message>
    <message>
        <source>HOST/REPOSITORY, separated by commas. * matches anything within a path segment, ** matches anything.</source>
        <translation>HOST/REPOSITORY, mehrere durch Kommas getrennt. * steht für alles innerhalb eines Teils, ** für alles.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Add to the policy</source>
        <translation>Zur Richtlinie hinzufügen</translation>
    </message>
    <message>
        <source>Trust policy</source>
        <translation>Vertrauensrichtlinie</translation>
    </message>
    <message>
        <source>Trust policies (*.json)</source>
        <translation>Vertrauensrichtlinien (*.json)</translation>
    </message>
    <message>
        <source>Policy file …</source>
        <translation>Richtliniendatei …</translation>
    </message>
    <message>
        <source>Not imported</source>
        <translation>Nicht importiert</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Replace the policy</source>
        <translation>Richtlinie ersetzen</translation>
    </message>
    <message>
        <source>Trusted root of Sigstore</source>
        <translation>Vertrauenswurzel von Sigstore</translation>
    </message>
    <message>
        <source>Trusted roots (*.json)</source>
        <translation>Vertrauenswurzeln (*.json)</translation>
    </message>
    <message>
        <source>Keyless identity</source>
        <translation>Schlüssellose Identität</translation>
    </message>
    <message>
        <source>Trusted root …</source>
        <translation>Vertrauenswurzel …</translation>
    </message>
    <message>
        <source>Choose the public key in PEM (cosign.pub), or trustpolicy.json in a Notation folder with its trust store beside it. A keyless identity is a workflow or a person that signs with a certificate of Fulcio. A policy file replaces the policy: trust.json, policy.json of containers/image, or a ClusterImagePolicy or Kyverno policy as JSON.</source>
        <translation>Wählen Sie den öffentlichen Schlüssel im PEM-Format (cosign.pub) oder trustpolicy.json in einem Notation-Ordner neben dem Trust Store. Eine schlüssellose Identität ist ein Workflow oder eine Person und signiert mit einem Zertifikat von Fulcio. Eine Richtliniendatei ersetzt die Richtlinie: trust.json, policy.json von containers/image oder eine ClusterImagePolicy oder Kyverno-Richtlinie als JSON.</translation>
    </message>
    <message>
        <source>Trusted root (SHA-256)</source>
        <translation>Vertrauenswurzel (SHA-256)</translation>
    </message>
</context>
<context>
    <name>TrustPolicyTab</name>
    <message>
        <source>applies to %1</source>
        <translation>gilt für %1</translation>
    </message>
    <message>
        <source>not used in any rule: its signatures are valid but not trusted</source>
        <translation>in keiner Regel: Signaturen damit sind gültig, aber nicht vertrauenswürdig</translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>The first rule that matches the repository applies. If no rule matches, nothing is trusted.</source>
        <translation>Die erste Regel mit passendem Repository gilt. Passt keine, ist nichts vertrauenswürdig.</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>Signers</source>
        <translation>Unterzeichner</translation>
    </message>
    <message>
        <source>Required signatures</source>
        <translation>Erforderliche Signaturen</translation>
    </message>
    <message>
        <source>Attestations</source>
        <translation>Attestierungen</translation>
    </message>
    <message>
        <source>No trust policy</source>
        <translation>Keine Vertrauensrichtlinie</translation>
    </message>
    <message>
        <source>Save trust policy</source>
        <translation>Vertrauensrichtlinie speichern</translation>
    </message>
    <message>
        <source>Trust policies (*.json)</source>
        <translation>Vertrauensrichtlinien (*.json)</translation>
    </message>
    <message>
        <source>Save a copy …</source>
        <translation>Kopie speichern …</translation>
    </message>
    <message>
        <source>Add or import …</source>
        <translation>Hinzufügen oder importieren …</translation>
    </message>
    <message>
        <source>Keys, identities and trust stores</source>
        <translation>Schlüssel, Identitäten und Trust Stores</translation>
    </message>
    <message>
        <source>Trusted roots</source>
        <translation>Vertrauenswurzeln</translation>
    </message>
    <message>
        <source>Transparency log</source>
        <translation>Transparenzprotokoll</translation>
    </message>
    <message>
        <source>Edit …</source>
        <translation>Bearbeiten …</translation>
    </message>
    <message>
        <source>Edit the rule for %1</source>
        <translation>Regel für %1 bearbeiten</translation>
    </message>
    <message>
        <source>Without a policy nothing is trusted. Import the public key of your Cosign signatures, a Notation folder with its trust policy and trust store, or a trusted root for keyless identities.</source>
        <translation>Ohne Richtlinie ist nichts vertrauenswürdig. Importieren Sie den öffentlichen Schlüssel Ihrer Cosign-Signaturen, einen Notation-Ordner mit Vertrauensrichtlinie und Trust Store oder eine Vertrauenswurzel für schlüssellose Identitäten.</translation>
    </message>
</context>
<context>
    <name>TypedHostDialog</name>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>The host does not match. Type %1.</source>
        <translation>Der Host stimmt nicht überein. Geben Sie %1 ein.</translation>
    </message>
    <message>
        <source>Type %1 to continue</source>
        <translation>Geben Sie %1 ein, um fortzufahren</translation>
    </message>
    <message>
        <source>Registry host</source>
        <translation>Host der Registry</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>UntrustDialog</name>
    <message>
        <source>Remove %1 from the trust policy?</source>
        <translation>%1 aus der Vertrauensrichtlinie entfernen?</translation>
    </message>
    <message>
        <source>The previous policy is kept in the same folder as trust.json.before.</source>
        <translation>Die bisherige Richtlinie bleibt im selben Ordner als trust.json.before erhalten.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>UnusualPane</name>
    <message>
        <source>Deletions in an hour by one user, at least</source>
        <translation>Löschungen eines Benutzers in einer Stunde, mindestens</translation>
    </message>
    <message>
        <source>and a multiple of the user&apos;s previous hourly maximum</source>
        <translation>und Vielfaches seines bisherigen Höchstwerts pro Stunde</translation>
    </message>
    <message>
        <source>Failed operations in an hour by one user</source>
        <translation>Fehlgeschlagene Operationen eines Benutzers in einer Stunde</translation>
    </message>
    <message>
        <source>Pulls outside working hours, at an hour that is new for the user</source>
        <translation>Pulls außerhalb der Arbeitszeit, zu einer für den Benutzer neuen Stunde</translation>
    </message>
    <message>
        <source>Entries in the first hour of a robot account</source>
        <translation>Einträge in der ersten Stunde eines Robot-Kontos</translation>
    </message>
    <message>
        <source>Administrator sign-ins in an hour outside working hours</source>
        <translation>Administrator-Anmeldungen in einer Stunde außerhalb der Arbeitszeit</translation>
    </message>
    <message>
        <source>Administrators, separated by commas</source>
        <translation>Administratoren, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Working hours from (Monday to Friday)</source>
        <translation>Arbeitszeit von (Montag bis Freitag)</translation>
    </message>
    <message>
        <source>Working hours until</source>
        <translation>Arbeitszeit bis</translation>
    </message>
    <message>
        <source>Days to check</source>
        <translation>Geprüfte Tage</translation>
    </message>
    <message>
        <source>Baseline days before them</source>
        <translation>Vergleichstage davor</translation>
    </message>
    <message>
        <source>Check this registry</source>
        <translation>Diese Registry prüfen</translation>
    </message>
    <message>
        <source>Unusual activity is not checked for this registry.</source>
        <translation>Diese Registry wird nicht auf ungewöhnliche Aktivität geprüft.</translation>
    </message>
    <message>
        <source>Show entries</source>
        <translation>Einträge anzeigen</translation>
    </message>
    <message>
        <source>Unusual activity</source>
        <translation>Ungewöhnliche Aktivität</translation>
    </message>
    <message>
        <source>No unusual activity</source>
        <translation>Keine ungewöhnliche Aktivität</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>No rule matched in the days that were checked.</source>
        <translation>An den geprüften Tagen hat keine Regel angeschlagen.</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Thresholds for this registry. 0 disables a rule.</source>
        <translation>Schwellenwerte dieser Registry. 0 schaltet eine Regel ab.</translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <translation>Standardwerte wiederherstellen</translation>
    </message>
</context>
<context>
    <name>VexDialog</name>
    <message>
        <source>Import decisions from a document</source>
        <translation>Entscheidungen aus einem Dokument importieren</translation>
    </message>
    <message>
        <source>Not imported</source>
        <translation>Nicht importiert</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Include statements that are not final</source>
        <translation>Nicht endgültige Aussagen einschließen</translation>
    </message>
</context>
<context>
    <name>VexPage</name>
    <message>
        <source>VEX document</source>
        <translation>VEX-Dokument</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>author: %1</source>
        <translation>Autor: %1</translation>
    </message>
    <message>
        <source>attached, not verified</source>
        <translation>angehängt, nicht geprüft</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Import as decisions …</source>
        <translation>Als Entscheidungen importieren …</translation>
    </message>
    <message>
        <source>Shows a preview first</source>
        <translation>Zeigt zuerst eine Vorschau</translation>
    </message>
    <message>
        <source>%1 attached to %2</source>
        <translation>%1, angehängt an %2</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Filter the statements</source>
        <translation>Aussagen filtern</translation>
    </message>
    <message>
        <source>Statements, attached and not verified</source>
        <translation>Aussagen, angehängt und nicht geprüft</translation>
    </message>
    <message>
        <source>The document has no statements</source>
        <translation>Das Dokument hat keine Aussagen</translation>
    </message>
    <message>
        <source>No statement is readable.</source>
        <translation>Keine Aussage ist lesbar.</translation>
    </message>
</context>
<context>
    <name>ViewsMenu</name>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Save view …</source>
        <translation>Ansicht speichern …</translation>
    </message>
    <message>
        <source>Remove views …</source>
        <translation>Ansichten entfernen …</translation>
    </message>
    <message>
        <source>Export views …</source>
        <translation>Ansichten exportieren …</translation>
    </message>
    <message>
        <source>Import views …</source>
        <translation>Ansichten importieren …</translation>
    </message>
    <message>
        <source>Export views</source>
        <translation>Ansichten exportieren</translation>
    </message>
    <message>
        <source>Import views</source>
        <translation>Ansichten importieren</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Add your first registry</source>
        <translation>Ihre erste Registry hinzufügen</translation>
    </message>
    <message>
        <source>Add a registry</source>
        <translation>Registry hinzufügen</translation>
    </message>
    <message>
        <source>Full support for Harbor; other container registries through the OCI Distribution API. Accounts are read-only until you allow changes.</source>
        <translation>Volle Unterstützung für Harbor; andere Container-Registrys über die OCI Distribution API. Konten sind schreibgeschützt, bis Sie Änderungen erlauben.</translation>
    </message>
    <message>
        <source>Sign in with a user name and password, a robot account or single sign-on.</source>
        <translation>Mit Benutzername und Passwort, Robot-Konto oder Single Sign-on anmelden.</translation>
    </message>
    <message>
        <source>Import from docker…</source>
        <translation>Aus docker importieren…</translation>
    </message>
    <message>
        <source>Lists the registries that docker and podman are signed in to on this computer.</source>
        <translation>Listet die Registrys auf, bei denen docker und podman auf diesem Computer angemeldet sind.</translation>
    </message>
    <message>
        <source>Explore the demo</source>
        <translation>Demo erkunden</translation>
    </message>
    <message>
        <source>Opens a window with sample data. Nothing is sent or stored.</source>
        <translation>Öffnet ein Fenster mit Beispieldaten. Nichts wird gesendet oder gespeichert.</translation>
    </message>
</context>
<context>
    <name>WorkbenchBlank</name>
    <message>
        <source>No findings synced yet</source>
        <translation>Noch keine Befunde synchronisiert</translation>
    </message>
    <message>
        <source>Lotse stores the scan reports of your registries on this computer. Findings are available offline.</source>
        <translation>Lotse speichert die Scan-Berichte Ihrer Registrys auf diesem Computer. Befunde sind offline verfügbar.</translation>
    </message>
    <message>
        <source>Sync findings</source>
        <translation>Befunde synchronisieren</translation>
    </message>
    <message>
        <source>Syncing findings …</source>
        <translation>Befunde werden synchronisiert …</translation>
    </message>
</context>
<context>
    <name>WorkbenchHead</name>
    <message>
        <source>Character %1: %2</source>
        <translation>Zeichen %1: %2</translation>
    </message>
    <message>
        <source>Rows of the previous filter are shown.</source>
        <translation>Die Zeilen des vorigen Filters werden gezeigt.</translation>
    </message>
</context>
<context>
    <name>WorkbenchNotices</name>
    <message>
        <source>Sync findings</source>
        <translation>Befunde synchronisieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Undo (u)</source>
        <translation>Rückgängig (u)</translation>
    </message>
</context>
<context>
    <name>WorkbenchPage</name>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>all %1 matching occurrences</source>
        <translation>alle %1 passenden Vorkommen</translation>
    </message>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>No findings match the filter</source>
        <translation>Keine Befunde passen zum Filter</translation>
    </message>
    <message>
        <source>Remove a term or choose another view.</source>
        <translation>Entfernen Sie einen Begriff, oder wählen Sie eine andere Ansicht.</translation>
    </message>
</context>
<context>
    <name>WorkbenchSelection</name>
    <message numerus="yes">
        <source>%n rows selected</source>
        <translation>
            <numerusform>%Ln Zeile ausgewählt</numerusform>
            <numerusform>%Ln Zeilen ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Decide …</source>
        <translation>Entscheiden …</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message numerus="yes">
        <source>All %Ln matching occurrences selected</source>
        <translation>
            <numerusform>%Ln passendes Vorkommen ausgewählt</numerusform>
            <numerusform>Alle %Ln passenden Vorkommen ausgewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Select all %Ln matching occurrences</source>
        <translation>
            <numerusform>%Ln passendes Vorkommen auswählen</numerusform>
            <numerusform>Alle %Ln passenden Vorkommen auswählen</numerusform>
        </translation>
    </message>
    <message>
        <source>Allowlist …</source>
        <translation>Zulassungsliste …</translation>
    </message>
    <message>
        <source>Shows which images an allowlist entry would unblock, and exports a proposal</source>
        <translation>Zeigt, welche Images ein Eintrag auf einer Zulassungsliste freigäbe, und exportiert einen Vorschlag</translation>
    </message>
</context>
<context>
    <name>WorstList</name>
    <message>
        <source>No entries from the registry.</source>
        <translation>Keine Einträge von der Registry.</translation>
    </message>
</context>
<context>
    <name>WorstPair</name>
    <message>
        <source>Reported by the registry</source>
        <translation>Von der Registry gemeldet</translation>
    </message>
    <message>
        <source>From the synced reports</source>
        <translation>Aus den synchronisierten Berichten</translation>
    </message>
    <message>
        <source>No entries in the synced reports.</source>
        <translation>Keine Einträge in den synchronisierten Berichten.</translation>
    </message>
    <message>
        <source>No reports of this registry synced yet.</source>
        <translation>Noch keine Berichte dieser Registry synchronisiert.</translation>
    </message>
    <message>
        <source>Reading the local store.</source>
        <translation>Der lokale Speicher wird gelesen.</translation>
    </message>
    <message>
        <source>Sync findings</source>
        <translation>Befunde synchronisieren</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>The response is not readable: %1 is not %2.</source>
        <translation>Die Antwort ist nicht lesbar: %1 ist nicht %2.</translation>
    </message>
    <message>
        <source>The response is not valid JSON or is truncated (at %1).</source>
        <translation>Die Antwort ist kein gültiges JSON oder ist abgeschnitten (bei %1).</translation>
    </message>
    <message>
        <source>unlimited</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a digest: expected sha256: with 64 or sha512: with 128 lower-case hex digits.</source>
        <translation>„%1“ ist kein Digest: Erwartet wird sha256: mit 64 oder sha512: mit 128 kleinen Hexadezimalziffern.</translation>
    </message>
    <message>
        <source>The reference is missing: enter host/repository:tag or host/repository@digest.</source>
        <translation>Die Referenz fehlt: Geben Sie host/repository:tag oder host/repository@digest ein.</translation>
    </message>
    <message>
        <source>The reference &quot;%1&quot; is too long.</source>
        <translation>Die Referenz „%1“ ist zu lang.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a URL: enter the reference without https://.</source>
        <translation>„%1“ ist eine URL: Geben Sie die Referenz ohne https:// ein.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a host: enter a host name or IP address, with :port if needed.</source>
        <translation>„%1“ ist kein Host: Geben Sie einen Hostnamen oder eine IP-Adresse ein, bei Bedarf mit :port.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a tag: a tag has up to 128 letters, digits, dots, dashes and underscores and does not start with . or -.</source>
        <translation>„%1“ ist kein Tag: Ein Tag hat bis zu 128 Buchstaben, Ziffern, Punkte, Bindestriche und Unterstriche und beginnt weder mit . noch mit -.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a repository name: use lower-case letters and digits, separated by . _ - or /.</source>
        <translation>„%1“ ist kein Repository-Name: Verwenden Sie Kleinbuchstaben und Ziffern, getrennt durch . _ - oder /.</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>%1 could not be written (%2). The previous file is unchanged. Free disk space or check the folder permissions, then try again.</source>
        <translation>%1 konnte nicht geschrieben werden (%2). Die bisherige Datei ist unverändert. Schaffen Sie Platz, oder prüfen Sie die Rechte des Ordners, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Other users can read %1, and the permissions could not be changed (%2). Remove the permissions of group and others.</source>
        <translation>Andere Benutzer können %1 lesen, und die Rechte konnten nicht geändert werden (%2). Entziehen Sie der Gruppe und allen anderen die Rechte.</translation>
    </message>
    <message>
        <source>File %1 not found.</source>
        <translation>Datei %1 nicht gefunden.</translation>
    </message>
    <message>
        <source>%1 could not be read (%2). Check the file permissions.</source>
        <translation>%1 konnte nicht gelesen werden (%2). Prüfen Sie die Rechte der Datei.</translation>
    </message>
    <message>
        <source>%1 exceeds the maximum of %2 bytes and was not read.</source>
        <translation>%1 überschreitet die Höchstgröße von %2 Bytes und wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>The folder %1 could not be created (%2). Check the permissions of the parent folder.</source>
        <translation>Der Ordner %1 konnte nicht angelegt werden (%2). Prüfen Sie die Rechte des übergeordneten Ordners.</translation>
    </message>
    <message>
        <source>The request was cancelled.</source>
        <translation>Die Anfrage wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The response exceeds %1 bytes and was rejected.</source>
        <translation>Die Antwort überschreitet %1 Bytes und wurde abgelehnt.</translation>
    </message>
    <message>
        <source>The state of the decision is missing.</source>
        <translation>Der Status der Entscheidung fehlt.</translation>
    </message>
    <message>
        <source>The author of the decision is missing.</source>
        <translation>Der Autor der Entscheidung fehlt.</translation>
    </message>
    <message>
        <source>A decision requires a vulnerability or a package.</source>
        <translation>Eine Entscheidung erfordert eine Schwachstelle oder ein Paket.</translation>
    </message>
    <message>
        <source>The text exceeds %1 characters.</source>
        <translation>Der Text überschreitet %1 Zeichen.</translation>
    </message>
    <message>
        <source>A decision applies to at most %1 vulnerabilities.</source>
        <translation>Eine Entscheidung gilt für höchstens %1 Schwachstellen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a response. Allowed: %2.</source>
        <translation>„%1“ ist keine Reaktion. Möglich: %2.</translation>
    </message>
    <message>
        <source>A justification is allowed only for &quot;not affected&quot;.</source>
        <translation>Eine Begründung ist nur für „nicht betroffen“ möglich.</translation>
    </message>
    <message>
        <source>Findings in triage or affected cannot be hidden.</source>
        <translation>Befunde in Prüfung oder mit Status „Betroffen“ können nicht ausgeblendet werden.</translation>
    </message>
    <message>
        <source>A reason is required to hide findings.</source>
        <translation>Um Befunde auszublenden, ist ein Grund erforderlich.</translation>
    </message>
    <message>
        <source>An accepted risk requires an expiry date.</source>
        <translation>Ein akzeptiertes Risiko erfordert ein Ablaufdatum.</translation>
    </message>
    <message>
        <source>The expiry date is in the past.</source>
        <translation>Das Ablaufdatum liegt bereits in der Vergangenheit.</translation>
    </message>
    <message>
        <source>A review date is required.</source>
        <translation>Ein Datum der Wiedervorlage ist erforderlich.</translation>
    </message>
    <message>
        <source>To hide findings, a person other than the author must approve.</source>
        <translation>Das Ausblenden muss eine andere Person als der Autor freigeben.</translation>
    </message>
    <message>
        <source>The decision is not readable: &quot;%1&quot; is missing or invalid.</source>
        <translation>Die Entscheidung ist nicht lesbar: „%1“ fehlt oder ist ungültig.</translation>
    </message>
    <message>
        <source>An entry of the decision history is not readable.</source>
        <translation>Ein Eintrag im Entscheidungsverlauf ist nicht lesbar.</translation>
    </message>
    <message>
        <source>No findings to decide on.</source>
        <translation>Keine Befunde zu entscheiden.</translation>
    </message>
    <message>
        <source>The change to undo is not in the history.</source>
        <translation>Die Änderung zum Rückgängigmachen steht nicht im Verlauf.</translation>
    </message>
    <message>
        <source>This change is already undone.</source>
        <translation>Diese Änderung wurde bereits rückgängig gemacht.</translation>
    </message>
    <message>
        <source>Decision %1 not found.</source>
        <translation>Entscheidung %1 nicht gefunden.</translation>
    </message>
    <message>
        <source>The decision history is inconsistent at %1. Restore it from a backup.</source>
        <translation>Der Entscheidungsverlauf ist bei %1 inkonsistent. Stellen Sie ihn aus einer Sicherung wieder her.</translation>
    </message>
    <message>
        <source>These findings have no decisions to export.</source>
        <translation>Zu diesen Befunden gibt es keine Entscheidungen zum Exportieren.</translation>
    </message>
    <message>
        <source>The author of the document is missing.</source>
        <translation>Der Autor des Dokuments fehlt.</translation>
    </message>
    <message>
        <source>CSAF requires the URL of the author, such as https://example.com.</source>
        <translation>CSAF erfordert die URL des Autors, etwa https://example.com.</translation>
    </message>
    <message>
        <source>The policy contains an unknown member &quot;%1&quot;.</source>
        <translation>Die Richtlinie enthält ein unbekanntes Element „%1“.</translation>
    </message>
    <message>
        <source>Rule %1 of the policy requires a name and a query.</source>
        <translation>Regel %1 der Richtlinie erfordert einen Namen und eine Abfrage.</translation>
    </message>
    <message>
        <source>The query of rule &quot;%1&quot; is invalid at character %2: %3</source>
        <translation>Die Abfrage der Regel „%1“ ist bei Zeichen %2 ungültig: %3</translation>
    </message>
    <message>
        <source>&quot;max&quot; of rule &quot;%1&quot; must be a whole number of 0 or more.</source>
        <translation>&quot;max&quot; der Regel „%1“ muss eine ganze Zahl ab 0 sein.</translation>
    </message>
    <message>
        <source>Unsupported policy: &quot;lotse_policy&quot; must be 1.</source>
        <translation>Nicht unterstützte Richtlinie: &quot;lotse_policy&quot; muss 1 sein.</translation>
    </message>
    <message>
        <source>&quot;unscanned&quot; must be &quot;fail&quot; or &quot;pass&quot;.</source>
        <translation>&quot;unscanned&quot; muss &quot;fail&quot; oder &quot;pass&quot; sein.</translation>
    </message>
    <message>
        <source>&quot;stale&quot; must be a duration such as 24h or 7d, or &quot;never&quot;.</source>
        <translation>&quot;stale&quot; muss eine Dauer wie 24h oder 7d oder &quot;never&quot; sein.</translation>
    </message>
    <message>
        <source>The policy has no rules.</source>
        <translation>Die Richtlinie hat keine Regeln.</translation>
    </message>
    <message>
        <source>The policy exceeds 1000 rules.</source>
        <translation>Die Richtlinie überschreitet 1000 Regeln.</translation>
    </message>
    <message>
        <source>The file exceeds %1 MiB and was not read as %2.</source>
        <translation>Die Datei ist größer als %1 MiB und wurde nicht als %2 gelesen.</translation>
    </message>
    <message>
        <source>The file is not valid JSON and was not read as %1. Check that it is complete.</source>
        <translation>Die Datei ist kein gültiges JSON und wurde nicht als %1 gelesen. Prüfen Sie, ob sie vollständig ist.</translation>
    </message>
    <message>
        <source>No EPSS list is loaded: priorities and the epss: filter are not available.</source>
        <translation>Keine EPSS-Liste geladen: Prioritäten und der Filter epss: sind nicht verfügbar.</translation>
    </message>
    <message>
        <source>No KEV list is loaded: kev: has no matches.</source>
        <translation>Keine KEV-Liste geladen: kev: hat keine Treffer.</translation>
    </message>
    <message>
        <source>This is not an EPSS list. Use epss_scores-YYYY-MM-DD.csv or .csv.gz as published by FIRST.</source>
        <translation>Das ist keine EPSS-Liste. Verwenden Sie epss_scores-YYYY-MM-DD.csv oder .csv.gz, wie von FIRST veröffentlicht.</translation>
    </message>
    <message>
        <source>The query exceeds %1 characters.</source>
        <translation>Die Abfrage überschreitet %1 Zeichen.</translation>
    </message>
    <message>
        <source>The query exceeds %1 terms.</source>
        <translation>Die Abfrage überschreitet %1 Begriffe.</translation>
    </message>
    <message>
        <source>Nothing to exclude after &quot;-&quot;.</source>
        <translation>Nach „-“ fehlt ein Begriff.</translation>
    </message>
    <message>
        <source>Unknown filter &quot;%1&quot;. To search for the word, put it in quotes.</source>
        <translation>Unbekannter Filter „%1“. Um nach dem Wort zu suchen, setzen Sie es in Anführungszeichen.</translation>
    </message>
    <message>
        <source>Value missing.</source>
        <translation>Wert fehlt.</translation>
    </message>
    <message>
        <source>The closing quote is missing.</source>
        <translation>Das schließende Anführungszeichen fehlt.</translation>
    </message>
    <message>
        <source>A space or comma is required after a closing quote.</source>
        <translation>Nach einem schließenden Anführungszeichen muss ein Leerzeichen oder Komma stehen.</translation>
    </message>
    <message>
        <source>The filter &quot;%1&quot; does not support comparison: remove the operator.</source>
        <translation>Der Filter „%1“ unterstützt keinen Vergleich: Entfernen Sie den Operator.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a value of &quot;%2&quot;. Allowed: %3.</source>
        <translation>„%1“ ist kein Wert von „%2“. Möglich: %3.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; requires a number from 0 to %2.</source>
        <translation>„%1“ erfordert eine Zahl von 0 bis %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; requires a duration such as 12h, 30d, 6w or 1y.</source>
        <translation>„%1“ erfordert eine Dauer wie 12h, 30d, 6w oder 1y.</translation>
    </message>
    <message>
        <source>Add an operator: %1:&gt;%2 or %1:&lt;%2.</source>
        <translation>Fügen Sie einen Operator hinzu: %1:&gt;%2 oder %1:&lt;%2.</translation>
    </message>
    <message>
        <source>Enter a name for the rule.</source>
        <translation>Geben Sie einen Namen für die Regel ein.</translation>
    </message>
    <message>
        <source>A rule without a condition applies to all findings. Enter a query.</source>
        <translation>Eine Regel ohne Bedingung gilt für alle Befunde. Geben Sie eine Abfrage ein.</translation>
    </message>
    <message>
        <source>The rule &quot;%1&quot; is not readable: a member is missing or invalid.</source>
        <translation>Die Regel „%1“ ist nicht lesbar: Ein Element fehlt oder ist ungültig.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a version range. Example: vers:deb/&gt;=3.0.11|&lt;3.0.15.</source>
        <translation>„%1“ ist kein Versionsbereich. Beispiel: vers:deb/&gt;=3.0.11|&lt;3.0.15.</translation>
    </message>
    <message>
        <source>Unsupported document: use OpenVEX, CycloneDX VEX or CSAF 2.0.</source>
        <translation>Nicht unterstütztes Dokument: Verwenden Sie OpenVEX, CycloneDX VEX oder CSAF 2.0.</translation>
    </message>
    <message>
        <source>%1 was not imported: %2</source>
        <translation>%1 wurde nicht importiert: %2</translation>
    </message>
    <message>
        <source>The scope of the decision on %1 is an unknown registry; the decision is imported for the listed images.</source>
        <translation>Der Geltungsbereich der Entscheidung zu %1 ist eine unbekannte Registry; die Entscheidung wird für die aufgeführten Images importiert.</translation>
    </message>
    <message>
        <source>A vulnerability without ID or status was skipped.</source>
        <translation>Eine Schwachstelle ohne ID oder Status wurde übersprungen.</translation>
    </message>
    <message>
        <source>The accepted risk of %1 has expired; imported as affected.</source>
        <translation>Das akzeptierte Risiko von %1 ist abgelaufen; importiert als „Betroffen“.</translation>
    </message>
    <message>
        <source>The decision for %1 contradicts its statement and was skipped.</source>
        <translation>Die Entscheidung zu %1 widerspricht der zugehörigen Aussage und wurde übersprungen.</translation>
    </message>
    <message>
        <source>The analysis of &quot;%1&quot; has an unknown state and was skipped.</source>
        <translation>Die Analyse von „%1“ hat einen unbekannten Status und wurde übersprungen.</translation>
    </message>
    <message>
        <source>The components affected by %1 are not in the file; the statement was skipped.</source>
        <translation>Die von %1 betroffenen Komponenten sind nicht in der Datei; die Aussage wurde übersprungen.</translation>
    </message>
    <message>
        <source>Statement %1 has an unknown status and was skipped.</source>
        <translation>Aussage %1 hat einen unbekannten Status und wurde übersprungen.</translation>
    </message>
    <message>
        <source>Statement %1 has no readable vulnerability or product.</source>
        <translation>Aussage %1 hat keine lesbare Schwachstelle oder kein lesbares Produkt.</translation>
    </message>
    <message>
        <source>The justification &quot;%1&quot; of statement %2 is unknown and was skipped.</source>
        <translation>Die Begründung „%1“ der Aussage %2 ist unbekannt und wurde übersprungen.</translation>
    </message>
    <message>
        <source>The accepted risk of statement %1 has expired; imported as affected.</source>
        <translation>Das akzeptierte Risiko der Aussage %1 ist abgelaufen; importiert als „Betroffen“.</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>Angemeldet als</translation>
    </message>
    <message>
        <source>Users found</source>
        <translation>Gefundene Benutzer</translation>
    </message>
    <message>
        <source>My permissions</source>
        <translation>Meine Berechtigungen</translation>
    </message>
    <message>
        <source>My permissions by project</source>
        <translation>Meine Berechtigungen nach Projekt</translation>
    </message>
    <message>
        <source>Grantable permissions</source>
        <translation>Vergebbare Berechtigungen</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Groups found</source>
        <translation>Gefundene Gruppen</translation>
    </message>
    <message>
        <source>LDAP users</source>
        <translation>LDAP-Benutzer</translation>
    </message>
    <message>
        <source>LDAP groups</source>
        <translation>LDAP-Gruppen</translation>
    </message>
    <message>
        <source>Robot accounts</source>
        <translation>Robot-Konten</translation>
    </message>
    <message>
        <source>Project robot accounts</source>
        <translation>Robot-Konten eines Projekts</translation>
    </message>
    <message>
        <source>Robot account</source>
        <translation>Robot-Konto</translation>
    </message>
    <message>
        <source>Quotas</source>
        <translation>Kontingente</translation>
    </message>
    <message>
        <source>Quota</source>
        <translation>Kontingent</translation>
    </message>
    <message>
        <source>Artifacts</source>
        <translation>Artefakte</translation>
    </message>
    <message>
        <source>Project artifacts</source>
        <translation>Artefakte eines Projekts</translation>
    </message>
    <message>
        <source>Artifact</source>
        <translation>Artefakt</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Accessories</source>
        <translation>Anhänge</translation>
    </message>
    <message>
        <source>Vulnerabilities</source>
        <translation>Schwachstellen</translation>
    </message>
    <message>
        <source>Vulnerability report</source>
        <translation>Schwachstellenbericht</translation>
    </message>
    <message>
        <source>Scan log</source>
        <translation>Scan-Log</translation>
    </message>
    <message>
        <source>Artifact addition</source>
        <translation>Zusatz eines Artefakts</translation>
    </message>
    <message>
        <source>Build history</source>
        <translation>Build-Verlauf</translation>
    </message>
    <message>
        <source>Security summary</source>
        <translation>Sicherheitsübersicht</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Icon</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Object not found in the registry; it may have been deleted.</source>
        <translation>Objekt in der Registry nicht gefunden; vielleicht wurde es gelöscht.</translation>
    </message>
    <message>
        <source>Registries</source>
        <translation>Registrys</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>Registry</translation>
    </message>
    <message>
        <source>Registry capabilities</source>
        <translation>Fähigkeiten der Registry</translation>
    </message>
    <message>
        <source>Registry types</source>
        <translation>Registry-Typen</translation>
    </message>
    <message>
        <source>Registry provider URLs</source>
        <translation>Adressen der Registry-Anbieter</translation>
    </message>
    <message>
        <source>Replication policies</source>
        <translation>Replikationsrichtlinien</translation>
    </message>
    <message>
        <source>Replication policy</source>
        <translation>Replikationsrichtlinie</translation>
    </message>
    <message>
        <source>Replication executions</source>
        <translation>Replikationsläufe</translation>
    </message>
    <message>
        <source>Replication execution</source>
        <translation>Replikationslauf</translation>
    </message>
    <message>
        <source>Replication tasks</source>
        <translation>Replikationsaufgaben</translation>
    </message>
    <message>
        <source>Replication task log</source>
        <translation>Log einer Replikationsaufgabe</translation>
    </message>
    <message>
        <source>Last scan all</source>
        <translation>Letzter Gesamtscan</translation>
    </message>
    <message>
        <source>Last scheduled scan all</source>
        <translation>Letzter geplanter Gesamtscan</translation>
    </message>
    <message>
        <source>Scan all schedule</source>
        <translation>Zeitplan des Gesamtscans</translation>
    </message>
    <message>
        <source>Garbage collections</source>
        <translation>Speicherbereinigungen</translation>
    </message>
    <message>
        <source>Garbage collection</source>
        <translation>Speicherbereinigung</translation>
    </message>
    <message>
        <source>Garbage collection log</source>
        <translation>Log der Speicherbereinigung</translation>
    </message>
    <message>
        <source>Garbage collection schedule</source>
        <translation>Zeitplan der Speicherbereinigung</translation>
    </message>
    <message>
        <source>Audit purges</source>
        <translation>Audit-Bereinigungen</translation>
    </message>
    <message>
        <source>Audit purge</source>
        <translation>Audit-Bereinigung</translation>
    </message>
    <message>
        <source>Audit purge log</source>
        <translation>Log der Audit-Bereinigung</translation>
    </message>
    <message>
        <source>Audit purge schedule</source>
        <translation>Zeitplan der Audit-Bereinigungen</translation>
    </message>
    <message>
        <source>Worker pools</source>
        <translation>Worker-Pools</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Job log</source>
        <translation>Auftrags-Log</translation>
    </message>
    <message>
        <source>Job queues</source>
        <translation>Auftragswarteschlangen</translation>
    </message>
    <message>
        <source>Schedules</source>
        <translation>Zeitpläne</translation>
    </message>
    <message>
        <source>Schedules paused</source>
        <translation>Zeitpläne pausiert</translation>
    </message>
    <message>
        <source>Findings exports</source>
        <translation>Befundexporte</translation>
    </message>
    <message>
        <source>Findings export</source>
        <translation>Befundexport</translation>
    </message>
    <message>
        <source>Export file</source>
        <translation>Exportdatei</translation>
    </message>
    <message>
        <source>To read %1, specify its %2.</source>
        <translation>Um %1 zu lesen, geben Sie %2 an.</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Project summary</source>
        <translation>Projektübersicht</translation>
    </message>
    <message>
        <source>Project deletable</source>
        <translation>Projekt löschbar</translation>
    </message>
    <message>
        <source>Quotas by project</source>
        <translation>Kontingente nach Projekt</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>Project settings</source>
        <translation>Projekteinstellungen</translation>
    </message>
    <message>
        <source>Project setting</source>
        <translation>Projekteinstellung</translation>
    </message>
    <message>
        <source>Project scanner</source>
        <translation>Scanner des Projekts</translation>
    </message>
    <message>
        <source>Available scanners</source>
        <translation>Verfügbare Scanner</translation>
    </message>
    <message>
        <source>Project audit trail</source>
        <translation>Audit-Protokoll eines Projekts</translation>
    </message>
    <message>
        <source>Project audit log (legacy)</source>
        <translation>Audit-Protokoll eines Projekts (alt)</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Project labels</source>
        <translation>Labels eines Projekts</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>Project repositories</source>
        <translation>Repositorys eines Projekts</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>Repository</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>The response is not a vulnerability report.</source>
        <translation>Die Antwort ist kein Schwachstellenbericht.</translation>
    </message>
    <message>
        <source>The report exceeds 2 GiB and is not read.</source>
        <translation>Der Bericht ist größer als 2 GiB und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>A line of the report is not readable (%1) and is not shown.</source>
        <translation>Eine Zeile des Berichts ist nicht lesbar (%1) und wird nicht gezeigt.</translation>
    </message>
    <message>
        <source>Retain the most recently pushed artifact</source>
        <translation>Das zuletzt gepushte Artefakt behalten</translation>
    </message>
    <message>
        <source>Retain the %1 most recently pushed artifacts</source>
        <translation>Die %1 zuletzt gepushten Artefakte behalten</translation>
    </message>
    <message>
        <source>Retain the most recently pulled artifact</source>
        <translation>Das zuletzt gepullte Artefakt behalten</translation>
    </message>
    <message>
        <source>Retain the %1 most recently pulled artifacts</source>
        <translation>Die %1 zuletzt gepullten Artefakte behalten</translation>
    </message>
    <message>
        <source>Retain the most recently pushed or pulled artifact</source>
        <translation>Das zuletzt gepushte oder gepullte Artefakt behalten</translation>
    </message>
    <message>
        <source>Retain the %1 most recently pushed or pulled artifacts</source>
        <translation>Die %1 zuletzt gepushten oder gepullten Artefakte behalten</translation>
    </message>
    <message>
        <source>Retain artifacts pushed within the last day</source>
        <translation>Artefakte behalten, die am letzten Tag gepusht wurden</translation>
    </message>
    <message>
        <source>Retain artifacts pushed within the last %1 days</source>
        <translation>Artefakte behalten, die in den letzten %1 Tagen gepusht wurden</translation>
    </message>
    <message>
        <source>Retain artifacts pulled within the last day</source>
        <translation>Artefakte behalten, die am letzten Tag gepullt wurden</translation>
    </message>
    <message>
        <source>Retain artifacts pulled within the last %1 days</source>
        <translation>Artefakte behalten, die in den letzten %1 Tagen gepullt wurden</translation>
    </message>
    <message>
        <source>Retain artifacts pushed or pulled within the last day</source>
        <translation>Artefakte behalten, die am letzten Tag gepusht oder gepullt wurden</translation>
    </message>
    <message>
        <source>Retain artifacts pushed or pulled within the last %1 days</source>
        <translation>Artefakte behalten, die in den letzten %1 Tagen gepusht oder gepullt wurden</translation>
    </message>
    <message>
        <source>Retain all artifacts</source>
        <translation>Alle Artefakte behalten</translation>
    </message>
    <message>
        <source>Retain nothing</source>
        <translation>Nichts behalten</translation>
    </message>
    <message>
        <source>Retain artifacts by the unknown rule “%1”</source>
        <translation>Artefakte nach der unbekannten Regel „%1“ behalten</translation>
    </message>
    <message>
        <source>of repositories not matching %1</source>
        <translation>aus Repositorys, die nicht zu %1 passen</translation>
    </message>
    <message>
        <source>of repositories matching %1</source>
        <translation>aus Repositorys, die zu %1 passen</translation>
    </message>
    <message>
        <source>with tags not matching %1</source>
        <translation>mit Tags, die nicht zu %1 passen</translation>
    </message>
    <message>
        <source>with tags matching %1</source>
        <translation>mit Tags, die zu %1 passen</translation>
    </message>
    <message>
        <source>including untagged</source>
        <translation>einschließlich ohne Tag</translation>
    </message>
    <message>
        <source>excluding untagged</source>
        <translation>ausschließlich ohne Tag</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>deaktiviert</translation>
    </message>
    <message>
        <source>Retention rule types</source>
        <translation>Typen von Aufbewahrungsregeln</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>Retention executions</source>
        <translation>Aufbewahrungsläufe</translation>
    </message>
    <message>
        <source>Retention tasks</source>
        <translation>Aufbewahrungsaufgaben</translation>
    </message>
    <message>
        <source>Retention task log</source>
        <translation>Log einer Aufbewahrungsaufgabe</translation>
    </message>
    <message>
        <source>Immutable tags</source>
        <translation>Unveränderliche Tags</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>Webhook</source>
        <translation>Webhook</translation>
    </message>
    <message>
        <source>Webhook executions</source>
        <translation>Webhook-Läufe</translation>
    </message>
    <message>
        <source>Webhook tasks</source>
        <translation>Webhook-Aufgaben</translation>
    </message>
    <message>
        <source>Webhook task log</source>
        <translation>Log einer Webhook-Aufgabe</translation>
    </message>
    <message>
        <source>Webhook jobs</source>
        <translation>Webhook-Aufträge</translation>
    </message>
    <message>
        <source>Last webhook events</source>
        <translation>Letzte Webhook-Ereignisse</translation>
    </message>
    <message>
        <source>Webhook event types</source>
        <translation>Webhook-Ereignistypen</translation>
    </message>
    <message>
        <source>P2P providers</source>
        <translation>P2P-Anbieter</translation>
    </message>
    <message>
        <source>P2P instances</source>
        <translation>P2P-Instanzen</translation>
    </message>
    <message>
        <source>P2P instance</source>
        <translation>P2P-Instanz</translation>
    </message>
    <message>
        <source>Preheat policies</source>
        <translation>Vorwärm-Richtlinien</translation>
    </message>
    <message>
        <source>Preheat policy</source>
        <translation>Vorwärm-Richtlinie</translation>
    </message>
    <message>
        <source>Preheat executions</source>
        <translation>Vorwärm-Läufe</translation>
    </message>
    <message>
        <source>Preheat execution</source>
        <translation>Vorwärm-Lauf</translation>
    </message>
    <message>
        <source>Preheat tasks</source>
        <translation>Vorwärm-Aufgaben</translation>
    </message>
    <message>
        <source>Preheat task log</source>
        <translation>Log einer Vorwärm-Aufgabe</translation>
    </message>
    <message>
        <source>Project P2P instances</source>
        <translation>P2P-Instanzen eines Projekts</translation>
    </message>
    <message>
        <source>Ping</source>
        <translation>Ping</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>System information</source>
        <translation>Systeminformationen</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>Volumes</translation>
    </message>
    <message>
        <source>Registry certificate</source>
        <translation>Zertifikat der Registry</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Internal configuration</source>
        <translation>Interne Konfiguration</translation>
    </message>
    <message>
        <source>System CVE allowlist</source>
        <translation>System-Zulassungsliste</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>Audit-Protokoll</translation>
    </message>
    <message>
        <source>Audit log (legacy)</source>
        <translation>Audit-Protokoll (alt)</translation>
    </message>
    <message>
        <source>Audit event types</source>
        <translation>Audit-Ereignistypen</translation>
    </message>
    <message>
        <source>Scanners</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Scanner capabilities</source>
        <translation>Fähigkeiten der Scanner</translation>
    </message>
    <message>
        <source>Specify the project of the repository %1.</source>
        <translation>Geben Sie das Projekt des Repositorys %1 an.</translation>
    </message>
    <message>
        <source>The keychain could not be opened. Unlock it and try again, or store the secret for this session only.</source>
        <translation>Der Schlüsselbund konnte nicht geöffnet werden. Entsperren Sie ihn und versuchen Sie es erneut, oder speichern Sie das Secret nur für diese Sitzung.</translation>
    </message>
    <message>
        <source>Cosign signature</source>
        <translation>Cosign-Signatur</translation>
    </message>
    <message>
        <source>Notation signature</source>
        <translation>Notation-Signatur</translation>
    </message>
    <message>
        <source>Sigstore bundle (signature or attestation)</source>
        <translation>Sigstore-Bundle (Signatur oder Attestierung)</translation>
    </message>
    <message>
        <source>Attestation</source>
        <translation>Attestierung</translation>
    </message>
    <message>
        <source>SBOM (SPDX)</source>
        <translation>SBOM (SPDX)</translation>
    </message>
    <message>
        <source>SBOM (CycloneDX)</source>
        <translation>SBOM (CycloneDX)</translation>
    </message>
    <message>
        <source>SBOM</source>
        <translation>SBOM</translation>
    </message>
    <message>
        <source>Attachment list</source>
        <translation>Liste der Anhänge</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Anderes</translation>
    </message>
    <message>
        <source>API and tag</source>
        <translation>API und Tag</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>attached, not verified</source>
        <translation>angehängt, nicht geprüft</translation>
    </message>
    <message>
        <source>Artifact type</source>
        <translation>Artefakttyp</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>Digest</translation>
    </message>
    <message>
        <source>Manifest size</source>
        <translation>Manifestgröße</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Some attachments could not be read: %1</source>
        <translation>Einige Anhänge konnten nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>The end date is before the start date.</source>
        <translation>Das Enddatum liegt vor dem Anfangsdatum.</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>Vulnerability</source>
        <translation>Schwachstelle</translation>
    </message>
    <message>
        <source>CVSS</source>
        <translation>CVSS</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Fixed in</source>
        <translation>Behoben in</translation>
    </message>
    <message>
        <source>No report: the artifact was not scanned, or the scan failed.</source>
        <translation>Kein Bericht: Das Artefakt wurde nicht gescannt, oder der Scan ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>no platform</source>
        <translation>keine Plattform</translation>
    </message>
    <message>
        <source>Media type</source>
        <translation>Medientyp</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Created by</source>
        <translation>Erstellt durch</translation>
    </message>
    <message>
        <source>not in the history</source>
        <translation>nicht im Verlauf</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>The config could not be read: %1</source>
        <translation>Die Konfiguration konnte nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>Built</source>
        <translation>Gebaut</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>Entrypoint</source>
        <translation>Entrypoint</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>root (default)</source>
        <translation>root (Standard)</translation>
    </message>
    <message>
        <source>Working directory</source>
        <translation>Arbeitsverzeichnis</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>Ports</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Image labels</source>
        <translation>Image-Labels</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>Annotationen</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>expired %1</source>
        <translation>abgelaufen %1</translation>
    </message>
    <message>
        <source>system</source>
        <translation>System</translation>
    </message>
    <message>
        <source>all projects</source>
        <translation>alle Projekte</translation>
    </message>
    <message>
        <source>%1: %2 permissions</source>
        <translation>%1: %2 Berechtigungen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>System admin</source>
        <translation>Systemadministrator</translation>
    </message>
    <message>
        <source>from the identity provider</source>
        <translation>vom Identitätsanbieter</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>LDAP name</source>
        <translation>LDAP-Name</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Ebene</translation>
    </message>
    <message>
        <source>project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>enabled</source>
        <translation>aktiv</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Berechtigungen</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Geltungsbereich</translation>
    </message>
    <message>
        <source>global</source>
        <translation>global</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>success</source>
        <translation>erfolgreich</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Latency, s</source>
        <translation>Wartezeit, s</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>free</source>
        <translation>frei</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Pool</source>
        <translation>Pool</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Cron</source>
        <translation>Cron</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Verify certificate</source>
        <translation>Zertifikat prüfen</translation>
    </message>
    <message>
        <source>this registry</source>
        <translation>diese Registry</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Richtlinie</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>Auslöser</translation>
    </message>
    <message>
        <source>Override</source>
        <translation>Überschreiben</translation>
    </message>
    <message>
        <source>Replicate deletion</source>
        <translation>Löschungen replizieren</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Started by</source>
        <translation>Gestartet von</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>Instanz</translation>
    </message>
    <message>
        <source>Vendor</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>Aktiviert</translation>
    </message>
    <message>
        <source>%1 +%2 more</source>
        <translation>%1 +%2 weitere</translation>
    </message>
    <message>
        <source>index of %1</source>
        <translation>Index aus %1</translation>
    </message>
    <message>
        <source>Loading scan overview.</source>
        <translation>Scan-Übersicht wird geladen.</translation>
    </message>
    <message>
        <source>not scannable</source>
        <translation>nicht scanbar</translation>
    </message>
    <message>
        <source>not scanned</source>
        <translation>nicht gescannt</translation>
    </message>
    <message>
        <source>scan failed</source>
        <translation>Scan fehlgeschlagen</translation>
    </message>
    <message>
        <source>scanning, %1 %</source>
        <translation>Scan läuft, %1 %</translation>
    </message>
    <message>
        <source>%1, %2 fixable</source>
        <translation>%1, %2 behebbar</translation>
    </message>
    <message>
        <source>no findings</source>
        <translation>keine Befunde</translation>
    </message>
    <message>
        <source>%1 critical, %2 high, %3 medium, %4 low, %5 none, %6 unknown. Scanned %7 by %8</source>
        <translation>%1 kritisch, %2 hoch, %3 mittel, %4 niedrig, %5 ohne, %6 unbekannt. Gescannt %7 von %8</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>A signature is attached. It is not verified.</source>
        <translation>Eine Signatur ist angehängt. Sie ist nicht geprüft.</translation>
    </message>
    <message>
        <source>attached</source>
        <translation>angehängt</translation>
    </message>
    <message>
        <source>untagged</source>
        <translation>ohne Tag</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>Pushed</source>
        <translation>Gepusht</translation>
    </message>
    <message>
        <source>Last pull</source>
        <translation>Letzter Pull</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugriff</translation>
    </message>
    <message>
        <source>public</source>
        <translation>öffentlich</translation>
    </message>
    <message>
        <source>private</source>
        <translation>privat</translation>
    </message>
    <message>
        <source>proxy cache</source>
        <translation>Proxy-Cache</translation>
    </message>
    <message>
        <source>Your role</source>
        <translation>Ihre Rolle</translation>
    </message>
    <message>
        <source>project admin</source>
        <translation>Projektadministrator</translation>
    </message>
    <message>
        <source>developer</source>
        <translation>Entwickler</translation>
    </message>
    <message>
        <source>guest</source>
        <translation>Gast</translation>
    </message>
    <message>
        <source>maintainer</source>
        <translation>Maintainer</translation>
    </message>
    <message>
        <source>limited guest</source>
        <translation>eingeschränkter Gast</translation>
    </message>
    <message>
        <source>Scan on push</source>
        <translation>Scan beim Push</translation>
    </message>
    <message>
        <source>Blocked severity</source>
        <translation>Blockierter Schweregrad</translation>
    </message>
    <message>
        <source>nothing blocked</source>
        <translation>nichts blockiert</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Besitzer</translation>
    </message>
    <message>
        <source>Pulls</source>
        <translation>Pulls</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Immutable</source>
        <translation>Unveränderlich</translation>
    </message>
    <message>
        <source>all except</source>
        <translation>alle außer</translation>
    </message>
    <message>
        <source>manual</source>
        <translation>manuell</translation>
    </message>
    <message>
        <source>scheduled</source>
        <translation>nach Zeitplan</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Belegung</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Belegt</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>Dry run</source>
        <translation>Probelauf</translation>
    </message>
    <message>
        <source>Retained</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Not retained</source>
        <translation>Nicht behalten</translation>
    </message>
    <message>
        <source>Freed</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>Blobs removed</source>
        <translation>Entfernte Blobs</translation>
    </message>
    <message>
        <source>Manifests removed</source>
        <translation>Entfernte Manifeste</translation>
    </message>
    <message>
        <source>Delete untagged</source>
        <translation>Ohne Tag löschen</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Editable</source>
        <translation>Änderbar</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>CVSS 3</source>
        <translation>CVSS 3</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>added manually</source>
        <translation>manuell hinzugefügt</translation>
    </message>
    <message>
        <source>catalog</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>The registry provides no repository list: %1 Add repositories manually.</source>
        <translation>Die Registry bietet keine Repository-Liste: %1 Fügen Sie Repositorys manuell hinzu.</translation>
    </message>
    <message>
        <source>Attached by tag</source>
        <translation>Per Tag angehängt</translation>
    </message>
    <message>
        <source>not readable: %1</source>
        <translation>nicht lesbar: %1</translation>
    </message>
    <message>
        <source>image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>%1 of %2 rows: the list changed while loading. Refresh to load it again.</source>
        <translation>%1 von %2 Zeilen: Die Liste hat sich beim Laden geändert. Aktualisieren Sie.</translation>
    </message>
    <message>
        <source>Incomplete: no response for %1.</source>
        <translation>Unvollständig: keine Antwort für %1.</translation>
    </message>
    <message>
        <source>%1 of %2 rows loaded: %3</source>
        <translation>%1 von %2 Zeilen geladen: %3</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Package URL</source>
        <translation>Paket-URL</translation>
    </message>
    <message>
        <source>This artifact has no SBOM.</source>
        <translation>Dieses Artefakt hat keine SBOM.</translation>
    </message>
    <message>
        <source>The attached SBOM is empty.</source>
        <translation>Die angehängte SBOM ist leer.</translation>
    </message>
    <message>
        <source>The connection to %1 closed before the response was complete. The response is discarded; try again.</source>
        <translation>Die Verbindung zu %1 endete, bevor die Antwort vollständig war. Die Antwort wird verworfen; versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The connection to %1 closed before the change was confirmed. The change may have been applied; check before you repeat it.</source>
        <translation>Die Verbindung zu %1 endete, bevor die Änderung bestätigt wurde. Die Änderung wurde möglicherweise ausgeführt; prüfen Sie das, bevor Sie sie wiederholen.</translation>
    </message>
    <message>
        <source>%1 did not confirm the change in time. The change may have been applied; check before you repeat it.</source>
        <translation>%1 hat die Änderung nicht rechtzeitig bestätigt. Die Änderung wurde möglicherweise ausgeführt; prüfen Sie das, bevor Sie sie wiederholen.</translation>
    </message>
    <message>
        <source>The response from %1 timed out and is discarded. Try again, or request less data.</source>
        <translation>Die Antwort von %1 hat zu lange gedauert und wird verworfen. Versuchen Sie es erneut, oder fragen Sie weniger Daten ab.</translation>
    </message>
    <message>
        <source>%1 stopped responding. The response is discarded; try again later.</source>
        <translation>%1 hat aufgehört zu antworten. Die Antwort wird verworfen; versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>Cannot reach %1: host name not found. Nothing was changed. Check the registry address and the network.</source>
        <translation>%1 ist nicht erreichbar: Hostname nicht gefunden. Es wurde nichts geändert. Prüfen Sie die Adresse der Registry und das Netz.</translation>
    </message>
    <message>
        <source>Cannot reach %1: connection refused. Nothing was changed. Check the port and whether the registry is running.</source>
        <translation>%1 ist nicht erreichbar: Verbindung abgelehnt. Es wurde nichts geändert. Prüfen Sie den Port und ob die Registry läuft.</translation>
    </message>
    <message>
        <source>Cannot reach %1: connection timed out. Nothing was changed. Check the network or try again later.</source>
        <translation>%1 ist nicht erreichbar: Zeitüberschreitung. Es wurde nichts geändert. Prüfen Sie das Netz, oder versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>The proxy for %1 requires a sign-in. Enter user name and password in the network settings.</source>
        <translation>Der Proxy für %1 verlangt eine Anmeldung. Tragen Sie Benutzername und Passwort in den Netzwerkeinstellungen ein.</translation>
    </message>
    <message>
        <source>Cannot reach %1: invalid response from the proxy. Nothing was changed. Check the network settings.</source>
        <translation>%1 ist nicht erreichbar: ungültige Antwort des Proxys. Es wurde nichts geändert. Prüfen Sie die Netzwerkeinstellungen.</translation>
    </message>
    <message>
        <source>Cannot reach %1. Nothing was changed. Check the network, or try again later.</source>
        <translation>%1 ist nicht erreichbar. Es wurde nichts geändert. Prüfen Sie das Netz, oder versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>The response from %1 exceeds the limit of %2 MiB and is discarded. Request less data, or inform the registry administrator.</source>
        <translation>Die Antwort von %1 überschreitet die Grenze von %2 MiB und wird verworfen. Fragen Sie weniger Daten ab, oder informieren Sie den Administrator der Registry.</translation>
    </message>
    <message>
        <source>The response from %1 is not HTTP. Check the registry address, the port, and whether the registry uses https.</source>
        <translation>Die Antwort von %1 ist kein HTTP. Prüfen Sie Adresse und Port und ob die Registry https verwendet.</translation>
    </message>
    <message>
        <source>%1 sent an unrequested compressed response. The response is discarded; inform the administrator of the registry or its proxy.</source>
        <translation>%1 hat eine nicht angeforderte komprimierte Antwort gesendet. Die Antwort wird verworfen; informieren Sie den Administrator der Registry oder ihres Proxys.</translation>
    </message>
    <message>
        <source>The request to %1 was cancelled.</source>
        <translation>Die Anfrage an %1 wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The request to %1 contains invalid characters and was not sent. Correct the name and try again.</source>
        <translation>Die Anfrage an %1 enthält ungültige Zeichen und wurde nicht gesendet. Korrigieren Sie den Namen und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>%1 redirected a change. The redirect is not followed, to avoid applying the change twice. Check the registry address.</source>
        <translation>%1 hat eine Änderung weitergeleitet. Der Weiterleitung wird nicht gefolgt, damit die Änderung nicht zweimal ausgeführt wird. Prüfen Sie die Adresse der Registry.</translation>
    </message>
    <message>
        <source>%1 redirected more than five times. Check the registry address and its proxy.</source>
        <translation>%1 hat mehr als fünfmal weitergeleitet. Prüfen Sie die Adresse der Registry und den Proxy davor.</translation>
    </message>
    <message>
        <source>%1 redirected to an invalid address. Inform the registry administrator.</source>
        <translation>%1 hat an eine ungültige Adresse weitergeleitet. Informieren Sie den Administrator der Registry.</translation>
    </message>
    <message>
        <source>%1 redirected to %2 without encryption. The redirect is not followed; inform the registry administrator.</source>
        <translation>%1 hat unverschlüsselt an %2 weitergeleitet. Der Weiterleitung wird nicht gefolgt; informieren Sie den Administrator der Registry.</translation>
    </message>
    <message>
        <source>%1 redirected to %2. The redirect is not followed. If the registry has moved, change the address in the account.</source>
        <translation>%1 hat an %2 weitergeleitet. Der Weiterleitung wird nicht gefolgt. Ist die Registry umgezogen, ändern Sie die Adresse im Konto.</translation>
    </message>
    <message>
        <source>%1 redirected to %2, a local address of this computer. The redirect is not followed; inform the registry administrator.</source>
        <translation>%1 hat an %2 weitergeleitet, eine lokale Adresse dieses Computers. Der Weiterleitung wird nicht gefolgt; informieren Sie den Administrator der Registry.</translation>
    </message>
    <message>
        <source>The sign-in service of %1 has an invalid address. No password was sent; inform the registry administrator.</source>
        <translation>Der Anmeldedienst von %1 hat eine ungültige Adresse. Es wurde kein Passwort gesendet; informieren Sie den Administrator der Registry.</translation>
    </message>
    <message>
        <source>The sign-in service of %1 at %2 is not encrypted. No password was sent; the external URL in the registry configuration must start with https.</source>
        <translation>Der Anmeldedienst von %1 auf %2 ist nicht verschlüsselt. Es wurde kein Passwort gesendet; die externe URL in der Konfiguration der Registry muss mit https beginnen.</translation>
    </message>
    <message>
        <source>The sign-in service of %1 has the internal address %2. No password was sent; inform the registry administrator.</source>
        <translation>Der Anmeldedienst von %1 hat die interne Adresse %2. Es wurde kein Passwort gesendet; informieren Sie den Administrator der Registry.</translation>
    </message>
    <message>
        <source>The next-page link from %1 is invalid. The list is incomplete; inform the registry administrator.</source>
        <translation>Der Link von %1 zur nächsten Seite ist ungültig. Die Liste ist unvollständig; informieren Sie den Administrator der Registry.</translation>
    </message>
    <message>
        <source>The sign-in response of %1 is not from Harbor. No password was sent; check the address, or choose another sign-in method.</source>
        <translation>Die Anmeldeantwort von %1 stammt nicht von Harbor. Es wurde kein Passwort gesendet; prüfen Sie die Adresse, oder wählen Sie eine andere Anmeldemethode.</translation>
    </message>
    <message>
        <source>%1 rejected the request (status %2). See Details for the reason, correct the input and try again.</source>
        <translation>%1 hat die Anfrage abgelehnt (Status %2). Der Grund steht unter Details; korrigieren Sie die Eingabe und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>%1 rejected the sign-in. Sign in again, or check the user name and password of the account.</source>
        <translation>%1 hat die Anmeldung abgelehnt. Melden Sie sich erneut an, oder prüfen Sie Benutzername und Passwort des Kontos.</translation>
    </message>
    <message>
        <source>Permission denied by %1. Ask a registry administrator for the permission, or use another account.</source>
        <translation>Zugriff verweigert von %1. Bitten Sie einen Administrator der Registry um die Berechtigung, oder verwenden Sie ein anderes Konto.</translation>
    </message>
    <message>
        <source>Not found at %1. The object may have been deleted; refresh the list.</source>
        <translation>Nicht gefunden auf %1. Vielleicht wurde das Objekt gelöscht; aktualisieren Sie die Liste.</translation>
    </message>
    <message>
        <source>Conflict at %1: the entry already exists or was changed. Refresh and check before you try again.</source>
        <translation>Konflikt auf %1: Der Eintrag ist bereits vorhanden oder wurde geändert. Aktualisieren und prüfen Sie, bevor Sie es erneut versuchen.</translation>
    </message>
    <message>
        <source>Blocked by a rule of %1, such as an immutable tag, a reference from another artifact or a policy. See Details for the reason.</source>
        <translation>Blockiert durch eine Regel von %1, etwa ein unveränderlicher Tag, ein Verweis von einem anderen Artefakt oder eine Richtlinie. Der Grund steht unter Details.</translation>
    </message>
    <message>
        <source>The request is too large for %1. Send less data, or ask the administrator to raise the limit.</source>
        <translation>Die Anfrage ist zu groß für %1. Senden Sie weniger Daten, oder bitten Sie den Administrator, die Grenze anzuheben.</translation>
    </message>
    <message>
        <source>Too many requests to %1. Wait a while, then try again.</source>
        <translation>Zu viele Anfragen an %1. Warten Sie eine Weile und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>%1 does not support this function. A newer version may support it.</source>
        <translation>%1 unterstützt diese Funktion nicht. Eine neuere Version unterstützt sie vielleicht.</translation>
    </message>
    <message>
        <source>%1 is temporarily unavailable (status %2). Try again in a few minutes.</source>
        <translation>%1 ist vorübergehend nicht verfügbar (Status %2). Versuchen Sie es in einigen Minuten erneut.</translation>
    </message>
    <message>
        <source>The network requires a sign-in to reach %1. Open a web page in a browser, sign in, then try again.</source>
        <translation>Das Netz verlangt eine Anmeldung, um %1 zu erreichen. Öffnen Sie eine Webseite im Browser, melden Sie sich an und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>Server error at %1 (status %2). Try again later; if the error persists, send the request ID from Details to the administrator.</source>
        <translation>Serverfehler auf %1 (Status %2). Versuchen Sie es später erneut; bleibt der Fehler, senden Sie dem Administrator die Anfrage-ID aus den Details.</translation>
    </message>
    <message>
        <source>%1 rejected the request (status %2). See Details for the reason.</source>
        <translation>%1 hat die Anfrage abgelehnt (Status %2). Der Grund steht unter Details.</translation>
    </message>
    <message>
        <source>%1 redirected the request without a valid address (status %2). Check the registry address.</source>
        <translation>%1 hat die Anfrage ohne gültige Adresse weitergeleitet (Status %2). Prüfen Sie die Adresse der Registry.</translation>
    </message>
    <message>
        <source>%1 redirected a change (status %2). The redirect is not followed; check the registry address.</source>
        <translation>%1 hat eine Änderung weitergeleitet (Status %2). Der Weiterleitung wird nicht gefolgt; prüfen Sie die Adresse der Registry.</translation>
    </message>
    <message>
        <source>Unexpected response from %1 (status %2). Check the registry address.</source>
        <translation>Unerwartete Antwort von %1 (Status %2). Prüfen Sie die Adresse der Registry.</translation>
    </message>
    <message>
        <source>%1 rejected the change: the session token has expired. Nothing was changed; try again.</source>
        <translation>%1 hat die Änderung abgelehnt: Das Sitzungstoken ist abgelaufen. Es wurde nichts geändert; versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>%1 is in read-only mode. Nothing was changed; try again after the administrator disables read-only mode.</source>
        <translation>%1 ist im Nur-Lese-Modus. Es wurde nichts geändert; versuchen Sie es erneut, wenn der Administrator ihn beendet hat.</translation>
    </message>
    <message>
        <source>Too many requests to %1. Try again in %2 seconds.</source>
        <translation>Zu viele Anfragen an %1. Versuchen Sie es in %2 Sekunden erneut.</translation>
    </message>
    <message>
        <source>Empty response from %1. Try again; if the error persists, send the request ID from Details to the administrator.</source>
        <translation>Leere Antwort von %1. Versuchen Sie es erneut; bleibt der Fehler, senden Sie dem Administrator die Anfrage-ID aus den Details.</translation>
    </message>
    <message>
        <source>%1 returned a web page instead of data. The address may be wrong, or the network requires a sign-in. Open the address in a browser to check.</source>
        <translation>%1 hat eine Webseite statt Daten geliefert. Vielleicht ist die Adresse falsch, oder das Netz verlangt eine Anmeldung. Öffnen Sie zur Prüfung die Adresse im Browser.</translation>
    </message>
    <message>
        <source>The response from %1 is not from a registry. Check the registry address.</source>
        <translation>Die Antwort von %1 stammt nicht von einer Registry. Prüfen Sie die Adresse der Registry.</translation>
    </message>
    <message>
        <source>The address %1 must start with https, unless the account is set to &quot;not encrypted&quot;. Nothing was sent; correct the address in the account.</source>
        <translation>Die Adresse %1 muss mit https beginnen, außer das Konto steht auf „nicht verschlüsselt“. Es wurde nichts gesendet; korrigieren Sie die Adresse im Konto.</translation>
    </message>
    <message>
        <source>%1 leads to %2, a local address of this computer. Nothing was sent; inform the registry administrator.</source>
        <translation>%1 führt zu %2, einer lokalen Adresse dieses Computers. Es wurde nichts gesendet; informieren Sie den Administrator der Registry.</translation>
    </message>
    <message>
        <source>The sign-in at %1 returned no token. Try again; if the error persists, inform the registry administrator.</source>
        <translation>Die Anmeldung bei %1 hat kein Token geliefert. Versuchen Sie es erneut; bleibt der Fehler, informieren Sie den Administrator der Registry.</translation>
    </message>
    <message>
        <source>%1 rejected the user name and password of this account. They are not sent again; enter the correct ones to continue.</source>
        <translation>%1 hat Benutzername und Passwort dieses Kontos abgelehnt. Sie werden nicht erneut gesendet; geben Sie die richtigen ein, um fortzufahren.</translation>
    </message>
    <message>
        <source>The certificate of %1 has expired. Nothing was sent; the administrator must renew it. If only you see this error, check the clock of this computer.</source>
        <translation>Das Zertifikat von %1 ist abgelaufen. Es wurde nichts gesendet; der Administrator muss es erneuern. Sehen nur Sie das, prüfen Sie die Uhr dieses Computers.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not valid yet. Nothing was sent; check the clock of this computer, or ask the administrator of the registry.</source>
        <translation>Das Zertifikat von %1 ist noch nicht gültig. Es wurde nichts gesendet; prüfen Sie die Uhr dieses Computers oder fragen Sie den Administrator der Registry.</translation>
    </message>
    <message>
        <source>The certificate of %1 was issued for another host name. Nothing was sent; check the registry address.</source>
        <translation>Das Zertifikat von %1 wurde für einen anderen Hostnamen ausgestellt. Es wurde nichts gesendet; prüfen Sie die Adresse der Registry.</translation>
    </message>
    <message>
        <source>The certificate of %1 is self-signed. Nothing was sent; if you trust it, add it as a CA certificate of this account.</source>
        <translation>Das Zertifikat von %1 ist selbstsigniert. Es wurde nichts gesendet; wenn Sie ihm vertrauen, fügen Sie es diesem Konto als CA-Zertifikat hinzu.</translation>
    </message>
    <message>
        <source>The certificate of %1 is issued by an untrusted CA, or an intermediate certificate is missing. Nothing was sent; add the CA certificate to the account, or ask the administrator for the complete chain.</source>
        <translation>Das Zertifikat von %1 stammt von einer nicht vertrauenswürdigen CA, oder ein Zwischenzertifikat fehlt. Es wurde nichts gesendet; fügen Sie das CA-Zertifikat dem Konto hinzu, oder bitten Sie den Administrator um die vollständige Kette.</translation>
    </message>
    <message>
        <source>The certificate of %1 is signed by a certificate that is not a CA. Nothing was sent; inform the administrator.</source>
        <translation>Das Zertifikat von %1 ist von einem Zertifikat signiert, das keine CA ist. Es wurde nichts gesendet; informieren Sie den Administrator.</translation>
    </message>
    <message>
        <source>The certificate of %1 has been revoked. Nothing was sent; inform the administrator.</source>
        <translation>Das Zertifikat von %1 wurde widerrufen. Es wurde nichts gesendet; informieren Sie den Administrator.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not trusted. Nothing was sent; see Details for the reason.</source>
        <translation>Dem Zertifikat von %1 kann nicht vertraut werden. Es wurde nichts gesendet; der Grund steht unter Details.</translation>
    </message>
    <message>
        <source>%1 does not support TLS on this port. Nothing was sent; check the port, and whether the registry uses https.</source>
        <translation>%1 unterstützt auf diesem Port kein TLS. Es wurde nichts gesendet; prüfen Sie den Port und ob die Registry https verwendet.</translation>
    </message>
    <message>
        <source>%1 supports only TLS versions older than 1.2. Nothing was sent; the administrator must enable TLS 1.2 or newer.</source>
        <translation>%1 unterstützt nur TLS-Versionen vor 1.2. Es wurde nichts gesendet; der Administrator muss TLS 1.2 oder neuer aktivieren.</translation>
    </message>
    <message>
        <source>The certificate of %1 is too weak. Nothing was sent; the administrator must replace it.</source>
        <translation>Das Zertifikat von %1 ist zu schwach. Es wurde nichts gesendet; der Administrator muss es ersetzen.</translation>
    </message>
    <message>
        <source>No encrypted connection to %1. Nothing was sent; see Details for the reason.</source>
        <translation>Keine verschlüsselte Verbindung zu %1. Es wurde nichts gesendet; der Grund steht unter Details.</translation>
    </message>
    <message>
        <source>The public key of %1 does not match the pinned key. Nothing was sent; ask the registry administrator whether the key was replaced before you pin the new one.</source>
        <translation>Der öffentliche Schlüssel von %1 stimmt nicht mit dem festgelegten überein. Es wurde nichts gesendet; fragen Sie den Administrator der Registry, ob der Schlüssel ersetzt wurde, bevor Sie den neuen festlegen.</translation>
    </message>
    <message>
        <source>The attestation is not readable: the payload is not base64.</source>
        <translation>Die Attestierung ist nicht lesbar: Der Inhalt ist nicht Base64.</translation>
    </message>
    <message>
        <source>The attestation has more than %1 subjects and is not read.</source>
        <translation>Die Attestierung hat mehr als %1 Subjekte und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>The attestation is larger than 256 MiB and is not read.</source>
        <translation>Die Attestierung ist größer als 256 MiB und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>Unsupported attestation: neither an in-toto statement nor an envelope with one. It can be saved unchanged.</source>
        <translation>Nicht unterstützte Attestierung: weder ein in-toto-Statement noch ein Umschlag mit einem solchen. Sie kann unverändert gespeichert werden.</translation>
    </message>
    <message>
        <source>The attestation has more than %1 signatures and is not read.</source>
        <translation>Die Attestierung hat mehr als %1 Signaturen und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>The chart description exceeds 4 MiB and is not read.</source>
        <translation>Die Beschreibung des Charts ist größer als 4 MiB und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a repository name, tag or digest.</source>
        <translation>„%1“ ist kein Repository-Name, Tag oder Digest.</translation>
    </message>
    <message>
        <source>The content %1 has %2 bytes and exceeds the limit of %3.</source>
        <translation>Der Inhalt %1 hat %2 Bytes und überschreitet die Grenze von %3.</translation>
    </message>
    <message>
        <source>%1 provides no repository list. Add repositories by name, or paste a reference.</source>
        <translation>%1 bietet keine Repository-Liste. Fügen Sie Repositorys mit Namen hinzu, oder fügen Sie eine Referenz ein.</translation>
    </message>
    <message>
        <source>The image config is not readable: %1 is not a list of strings.</source>
        <translation>Die Image-Konfiguration ist nicht lesbar: %1 ist keine Liste von Texten.</translation>
    </message>
    <message>
        <source>The image config exceeds 4 MiB and is not read.</source>
        <translation>Die Image-Konfiguration überschreitet 4 MiB und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>The image config has more than %1 build steps and is not read.</source>
        <translation>Die Image-Konfiguration hat mehr als %1 Build-Schritte und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>The manifest is not readable: %1 is not %2.</source>
        <translation>Das Manifest ist nicht lesbar: %1 ist nicht %2.</translation>
    </message>
    <message>
        <source>The manifest has %1 entries; more than %2 are not read.</source>
        <translation>Das Manifest hat %1 Einträge; mehr als %2 werden nicht gelesen.</translation>
    </message>
    <message>
        <source>Digest mismatch: requested %1, received %2. The content is discarded; the registry or the connection may be faulty or compromised.</source>
        <translation>Digest stimmt nicht überein: angefragt %1, erhalten %2. Der Inhalt wird verworfen; die Registry oder die Verbindung ist möglicherweise fehlerhaft oder kompromittiert.</translation>
    </message>
    <message>
        <source>The manifest is larger than 4 MiB and is not read.</source>
        <translation>Das Manifest ist größer als 4 MiB und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>This image has a Docker schema 1 manifest, which is no longer supported. Pull and push it with a current client.</source>
        <translation>Dieses Image hat ein Docker-Manifest Schema 1, das nicht mehr unterstützt wird. Pullen und pushen Sie es mit einem aktuellen Client.</translation>
    </message>
    <message>
        <source>The manifest is both an image and an index. It is ambiguous and is not read.</source>
        <translation>Das Manifest ist Image und Index zugleich. Es ist mehrdeutig und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>The list of %1 has more than %2 names; the rest is not read.</source>
        <translation>Die Liste von %1 hat mehr als %2 Namen; der Rest wird nicht gelesen.</translation>
    </message>
    <message>
        <source>The paging of %1 loops: the next-page link leads to a page already read. The list may be incomplete.</source>
        <translation>Die Seiten von %1 bilden eine Schleife: Der Link zur nächsten Seite führt zu einer bereits gelesenen. Die Liste ist möglicherweise unvollständig.</translation>
    </message>
    <message>
        <source>The list of %1 has more than %2 pages; the rest is not read.</source>
        <translation>Die Liste von %1 hat mehr als %2 Seiten; der Rest wird nicht gelesen.</translation>
    </message>
    <message>
        <source>%1 returned an invalid referrers list. Signatures and SBOMs may be missing.</source>
        <translation>%1 hat eine ungültige Referrers-Liste geliefert. Signaturen und SBOMs können fehlen.</translation>
    </message>
    <message>
        <source>%2 has more than %1 attachments; the rest is not read.</source>
        <translation>%2 hat mehr als %1 Anhänge; der Rest wird nicht gelesen.</translation>
    </message>
    <message>
        <source>The SBOM is not readable: %1 is not %2.</source>
        <translation>Die SBOM ist nicht lesbar: %1 ist nicht %2.</translation>
    </message>
    <message>
        <source>The SBOM is not valid JSON or is truncated (at %1).</source>
        <translation>Die SBOM ist kein gültiges JSON oder ist abgeschnitten (bei %1).</translation>
    </message>
    <message>
        <source>A text of the SBOM exceeds %1 and is not read.</source>
        <translation>Ein Text der SBOM überschreitet %1 und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>The SBOM lists more than %1 packages and is not read.</source>
        <translation>Die SBOM enthält mehr als %1 Pakete und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>The SBOM components exceed the nesting depth of %1; the SBOM is not read.</source>
        <translation>Die Komponenten der SBOM überschreiten die Verschachtelungstiefe %1; die SBOM wird nicht gelesen.</translation>
    </message>
    <message>
        <source>The address is missing. Enter the registry host, such as harbor.example.com.</source>
        <translation>Die Adresse fehlt. Geben Sie den Host der Registry ein, etwa harbor.example.com.</translation>
    </message>
    <message>
        <source>%1 is not a registry address. Enter a host, such as harbor.example.com.</source>
        <translation>%1 ist keine Adresse einer Registry. Geben Sie einen Host ein, etwa harbor.example.com.</translation>
    </message>
    <message>
        <source>%1 is not a web address. Registries use https.</source>
        <translation>%1 ist keine Webadresse. Registrys verwenden https.</translation>
    </message>
    <message>
        <source>The address contains a user name or password. Enter only the address; user name and secret have separate fields.</source>
        <translation>Die Adresse enthält einen Benutzernamen oder ein Passwort. Geben Sie nur die Adresse ein; für Benutzername und Secret gibt es eigene Felder.</translation>
    </message>
    <message>
        <source>The account has no ID. Add it again.</source>
        <translation>Das Konto hat keine ID. Fügen Sie es erneut hinzu.</translation>
    </message>
    <message>
        <source>The account requires a name of at most 200 characters.</source>
        <translation>Das Konto erfordert einen Namen von höchstens 200 Zeichen.</translation>
    </message>
    <message>
        <source>The address %1 is not in normal form; expected %2.</source>
        <translation>Die Adresse %1 ist nicht in Normalform; erwartet wird %2.</translation>
    </message>
    <message>
        <source>This sign-in method requires a user name. Enter one, or continue anonymously.</source>
        <translation>Diese Anmeldemethode erfordert einen Benutzernamen. Geben Sie einen ein, oder fahren Sie anonym fort.</translation>
    </message>
    <message>
        <source>The user name contains a control character. Enter it again.</source>
        <translation>Der Benutzername enthält ein Steuerzeichen. Geben Sie ihn erneut ein.</translation>
    </message>
    <message>
        <source>A user name cannot contain a colon.</source>
        <translation>Ein Benutzername darf keinen Doppelpunkt enthalten.</translation>
    </message>
    <message>
        <source>The file contains no PEM certificate. Choose a CA certificate file starting with -----BEGIN CERTIFICATE-----.</source>
        <translation>Die Datei enthält kein PEM-Zertifikat. Wählen Sie eine Datei mit einem CA-Zertifikat, die mit -----BEGIN CERTIFICATE----- beginnt.</translation>
    </message>
    <message>
        <source>The pinned key is not a SHA-256 value of 64 hex digits. Pin the current key again, or leave it empty.</source>
        <translation>Der festgelegte Schlüssel ist kein SHA-256-Wert aus 64 Hexadezimalziffern. Legen Sie den aktuellen Schlüssel erneut fest, oder lassen Sie das Feld leer.</translation>
    </message>
    <message>
        <source>The colour must have the form #1B6AC9.</source>
        <translation>Die Farbe muss die Form #1B6AC9 haben.</translation>
    </message>
    <message>
        <source>An account named %1 already exists. Choose another name.</source>
        <translation>Ein Konto namens %1 ist bereits vorhanden. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Other users of this computer could read %1. The permissions have been corrected.</source>
        <translation>Andere Benutzer dieses Computers konnten %1 lesen. Die Rechte wurden berichtigt.</translation>
    </message>
    <message>
        <source>The account list in %1 is not readable. It is left unchanged, and renamed when an account is added.</source>
        <translation>Die Kontenliste in %1 ist nicht lesbar. Sie bleibt unverändert und wird umbenannt, wenn ein Konto hinzugefügt wird.</translation>
    </message>
    <message>
        <source>The accounts in %1 were written by a newer version of Lotse. They can be used but not changed.</source>
        <translation>Die Konten in %1 wurden von einer neueren Version von Lotse geschrieben. Sie können verwendet, aber nicht geändert werden.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln accounts in %1 are not readable and are skipped.</source>
        <comment>%Ln account in %1 is not readable and is skipped.</comment>
        <translation>
            <numerusform>%Ln Konto in %1 ist nicht lesbar und wird übersprungen.</numerusform>
            <numerusform>%Ln Konten in %1 sind nicht lesbar und werden übersprungen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The unreadable account list could not be saved as %1. Nothing was changed. Check the folder permissions and the disk space.</source>
        <translation>Die nicht lesbare Kontenliste konnte nicht als %1 gespeichert werden. Es wurde nichts geändert. Prüfen Sie die Rechte des Ordners und den Platz auf dem Datenträger.</translation>
    </message>
    <message>
        <source>The unreadable account list was saved as %1.</source>
        <translation>Die nicht lesbare Kontenliste wurde als %1 gespeichert.</translation>
    </message>
    <message>
        <source>Another Lotse process is changing the accounts in %1. Try again in a moment.</source>
        <translation>Ein anderer Lotse-Prozess ändert gerade die Konten in %1. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The account %1 already exists.</source>
        <translation>Das Konto %1 ist bereits vorhanden.</translation>
    </message>
    <message>
        <source>The account %1 no longer exists. Another Lotse process may have removed it.</source>
        <translation>Das Konto %1 ist nicht mehr vorhanden. Vielleicht hat ein anderer Lotse-Prozess es entfernt.</translation>
    </message>
    <message>
        <source>Permission denied: requires the system administrator permission %1.</source>
        <translation>Zugriff verweigert: Erfordert die Systemadministrator-Berechtigung %1.</translation>
    </message>
    <message>
        <source>Not available: this registry supports only the OCI Distribution API.</source>
        <translation>Nicht verfügbar: Diese Registry unterstützt nur die OCI-Distribution-API.</translation>
    </message>
    <message>
        <source>Harbor accepts an OIDC CLI secret only for images, projects and labels. Sign in with a robot account or an ID token to see this.</source>
        <translation>Harbor akzeptiert ein OIDC-CLI-Secret nur für Images, Projekte und Labels. Melden Sie sich mit einem Robot-Konto oder einem ID-Token an, um das zu sehen.</translation>
    </message>
    <message>
        <source>Not signed in: only public projects are shown.</source>
        <translation>Nicht angemeldet: Nur öffentliche Projekte werden gezeigt.</translation>
    </message>
    <message>
        <source>Sign in to see this.</source>
        <translation>Melden Sie sich an, um das zu sehen.</translation>
    </message>
    <message>
        <source>Shown only for projects where your role allows it.</source>
        <translation>Nur für Projekte gezeigt, in denen Ihre Rolle es erlaubt.</translation>
    </message>
    <message>
        <source>Shown only where the robot account has the permission.</source>
        <translation>Nur gezeigt, wo das Robot-Konto die Berechtigung hat.</translation>
    </message>
    <message>
        <source>This registry provides no repository list. Add repositories by name.</source>
        <translation>Diese Registry bietet keine Repository-Liste. Fügen Sie Repositorys mit Namen hinzu.</translation>
    </message>
    <message>
        <source>Not supported by this registry; the version may be too old.</source>
        <translation>Von dieser Registry nicht unterstützt; vielleicht ist die Version zu alt.</translation>
    </message>
    <message>
        <source>%1 requires a sign-in. Add a user to this account.</source>
        <translation>%1 verlangt eine Anmeldung. Fügen Sie diesem Konto einen Benutzer hinzu.</translation>
    </message>
    <message>
        <source>%1 rejected the password of %2. Enter it again; there is no automatic retry.</source>
        <translation>%1 hat das Passwort von %2 abgelehnt. Geben Sie es erneut ein; es wird nicht automatisch erneut versucht.</translation>
    </message>
    <message>
        <source>%1 rejected the robot account %2: the secret is wrong, or the robot account is disabled or expired. Ask a project administrator.</source>
        <translation>%1 hat das Robot-Konto %2 abgelehnt: Das Secret ist falsch, oder das Robot-Konto ist deaktiviert oder abgelaufen. Fragen Sie einen Projektadministrator.</translation>
    </message>
    <message>
        <source>%1 rejected the CLI secret of %2. Copy it again from the user profile in Harbor.</source>
        <translation>%1 hat das CLI-Secret von %2 abgelehnt. Kopieren Sie es erneut aus dem Benutzerprofil in Harbor.</translation>
    </message>
    <message>
        <source>%1 rejected the ID token; it may have expired. Get a new one.</source>
        <translation>%1 hat das ID-Token abgelehnt; vielleicht ist es abgelaufen. Holen Sie ein neues.</translation>
    </message>
    <message>
        <source>%1 does not report the signed-in user. Lists may be incomplete.</source>
        <translation>%1 meldet den angemeldeten Benutzer nicht. Listen sind möglicherweise unvollständig.</translation>
    </message>
    <message>
        <source>No permission to list the repositories of %1. Add repositories by name.</source>
        <translation>Keine Berechtigung, die Repositorys von %1 aufzulisten. Fügen Sie Repositorys mit Namen hinzu.</translation>
    </message>
    <message>
        <source>This registry has no referrers API; attachments are found by tag.</source>
        <translation>Diese Registry hat keine Referrers-API; Anhänge werden über Tags gefunden.</translation>
    </message>
    <message>
        <source>%1 returns a web page and is not a registry. Check the address; on a guest network, sign in to the network first.</source>
        <translation>%1 liefert eine Webseite und ist keine Registry. Prüfen Sie die Adresse; in einem Gastnetz melden Sie sich zuerst dort an.</translation>
    </message>
    <message>
        <source>%1 responds, but is neither Harbor nor an OCI registry. Check the address and the port.</source>
        <translation>%1 antwortet, ist aber weder Harbor noch eine OCI-Registry. Prüfen Sie Adresse und Port.</translation>
    </message>
    <message>
        <source>%1 redirects to another address and is not a registry. Check the address; on a guest network, sign in to the network first.</source>
        <translation>%1 leitet an eine andere Adresse weiter und ist keine Registry. Prüfen Sie die Adresse; in einem Gastnetz melden Sie sich zuerst dort an.</translation>
    </message>
    <message>
        <source>The secrets file %1 is damaged. Restore it from a backup, or rename it and enter the secrets again.</source>
        <translation>Die Datei der Secrets, %1, ist beschädigt. Stellen Sie sie aus einer Sicherung wieder her, oder benennen Sie sie um und geben Sie die Secrets neu ein.</translation>
    </message>
    <message>
        <source>The secrets file is locked. Enter the master password.</source>
        <translation>Die Datei der Secrets ist gesperrt. Geben Sie das Master-Passwort ein.</translation>
    </message>
    <message>
        <source>The secrets could not be encrypted: crypto library error or out of memory.</source>
        <translation>Die Secrets konnten nicht verschlüsselt werden: Fehler der Kryptobibliothek oder zu wenig Speicher.</translation>
    </message>
    <message>
        <source>The secrets in %1 were written by a newer version of Lotse.</source>
        <translation>Die Secrets in %1 wurden von einer neueren Version von Lotse geschrieben.</translation>
    </message>
    <message>
        <source>Wrong master password, or %1 was modified. Try again.</source>
        <translation>Falsches Master-Passwort, oder %1 wurde verändert. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The master password requires at least %1 characters.</source>
        <translation>Das Master-Passwort erfordert mindestens %1 Zeichen.</translation>
    </message>
    <message>
        <source>Another Lotse process is changing %1. Try again in a moment.</source>
        <translation>Ein anderer Lotse-Prozess ändert gerade %1. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The connection to %1 is not encrypted, so the secret is not stored. Use https, or type the host to confirm.</source>
        <translation>Die Verbindung zu %1 ist nicht verschlüsselt, deshalb wird das Secret nicht gespeichert. Verwenden Sie https, oder geben Sie zur Bestätigung den Host ein.</translation>
    </message>
    <message>
        <source>No keychain in this desktop session. Store the secret for this session only, or in a file encrypted with a master password.</source>
        <translation>Kein Schlüsselbund in dieser Desktop-Sitzung. Speichern Sie das Secret nur für diese Sitzung oder in einer mit Master-Passwort verschlüsselten Datei.</translation>
    </message>
    <message>
        <source>No secret is stored for this account. Enter it to sign in.</source>
        <translation>Für dieses Konto ist kein Secret gespeichert. Geben Sie es ein, um sich anzumelden.</translation>
    </message>
    <message>
        <source>Connecting to %1.</source>
        <translation>Verbindung mit %1 wird hergestellt.</translation>
    </message>
    <message>
        <source>Connected to %1 anonymously: only public projects are shown.</source>
        <translation>Anonym mit %1 verbunden: Nur öffentliche Projekte werden gezeigt.</translation>
    </message>
    <message>
        <source>Connected to %1 as robot account %2, with its granted permissions.</source>
        <translation>Mit %1 als Robot-Konto %2 verbunden, mit dessen Berechtigungen.</translation>
    </message>
    <message>
        <source>Connected to %1 as %2 with a CLI secret, valid only for images, projects and labels.</source>
        <translation>Mit %1 als %2 per CLI-Secret verbunden, nur für Images, Projekte und Labels.</translation>
    </message>
    <message>
        <source>Connected to %1 as %2, system administrator.</source>
        <translation>Mit %1 als %2 verbunden, Systemadministrator.</translation>
    </message>
    <message>
        <source>Connected to %1 as %2.</source>
        <translation>Mit %1 als %2 verbunden.</translation>
    </message>
    <message>
        <source>%1 is damaged and could not be renamed. Check the folder permissions, or move the file; all data in it can be synced again.</source>
        <translation>%1 ist beschädigt und konnte nicht umbenannt werden. Prüfen Sie die Rechte des Ordners, oder verschieben Sie die Datei; ihr Inhalt kann neu synchronisiert werden.</translation>
    </message>
    <message>
        <source>%1 is a folder, but a file is expected. Move or rename the folder, then start again.</source>
        <translation>%1 ist ein Ordner, erwartet wird eine Datei. Verschieben Sie den Ordner, oder benennen Sie ihn um, und starten Sie neu.</translation>
    </message>
    <message>
        <source>%1 could not be created (%2). Check the folder permissions and the disk space.</source>
        <translation>%1 konnte nicht angelegt werden (%2). Prüfen Sie die Rechte des Ordners und den Platz auf dem Datenträger.</translation>
    </message>
    <message>
        <source>The disk is full: %1 was not written. Stored data is unchanged. Free disk space, then try again.</source>
        <translation>Der Datenträger ist voll: %1 wurde nicht geschrieben. Gespeicherte Daten sind unverändert. Schaffen Sie Platz und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>%1 is locked by another process. Nothing was changed; wait for the process to finish, then try again.</source>
        <translation>%1 ist von einem anderen Prozess gesperrt. Es wurde nichts geändert; warten Sie, bis der Prozess fertig ist, und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>%1 is damaged. Quit Lotse and restore the file from a backup.</source>
        <translation>%1 ist beschädigt. Beenden Sie Lotse und stellen Sie die Datei aus einer Sicherung wieder her.</translation>
    </message>
    <message>
        <source>The local store was damaged. It was renamed to %1 and is synced again.</source>
        <translation>Der lokale Speicher war beschädigt. Er wurde in %1 umbenannt und wird neu synchronisiert.</translation>
    </message>
    <message>
        <source>%1 was created by a newer version of Lotse and is read-only. Update Lotse, or choose another profile.</source>
        <translation>%1 wurde von einer neueren Version von Lotse erstellt und ist schreibgeschützt. Aktualisieren Sie Lotse, oder wählen Sie ein anderes Profil.</translation>
    </message>
    <message>
        <source>The registry sent an unreadable scan report. The previous report is kept; try again, or rescan the image.</source>
        <translation>Die Registry hat einen nicht lesbaren Scan-Bericht gesendet. Der bisherige Bericht bleibt; versuchen Sie es erneut, oder scannen Sie das Image neu.</translation>
    </message>
    <message>
        <source>The signed-in identity at %1 changed during the sync. Unverified data was discarded; sign in again and restart the sync.</source>
        <translation>Die angemeldete Identität bei %1 hat sich während der Synchronisierung geändert. Ungeprüfte Daten wurden verworfen; melden Sie sich erneut an und starten Sie die Synchronisierung neu.</translation>
    </message>
    <message>
        <source>The local store was damaged and renamed to %1. Start the sync again.</source>
        <translation>Der lokale Speicher war beschädigt und wurde in %1 umbenannt. Starten Sie die Synchronisierung erneut.</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Milliseconds</source>
        <translation>Millisekunden</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Request ID</source>
        <translation>Anfrage-ID</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Account %1 not found. &quot;lotse-cli accounts&quot; lists all accounts.</source>
        <translation>Konto %1 nicht gefunden. „lotse-cli accounts“ listet alle Konten auf.</translation>
    </message>
    <message>
        <source>Specify the registry: lotse-cli accounts add --url URL --user NAME.</source>
        <translation>Geben Sie die Registry an: lotse-cli accounts add --url URL --user NAME.</translation>
    </message>
    <message>
        <source>--keep requires keychain, sealed or session.</source>
        <translation>--keep erfordert keychain, sealed oder session.</translation>
    </message>
    <message>
        <source>%1 is a reference to %2, not to %3. Choose the account or the --url of that registry.</source>
        <translation>%1 ist eine Referenz auf %2, nicht auf %3. Wählen Sie das Konto oder die --url jener Registry.</translation>
    </message>
    <message>
        <source>No findings in the local store. Run &quot;lotse-cli sync&quot; first.</source>
        <translation>Keine Befunde im lokalen Speicher. Führen Sie zuerst „lotse-cli sync“ aus.</translation>
    </message>
    <message>
        <source>%1 (query character %2)</source>
        <translation>%1 (Zeichen %2 der Abfrage)</translation>
    </message>
    <message>
        <source>--group requires finding, cve, package, fix or image, not %1.</source>
        <translation>--group erfordert finding, cve, package, fix oder image, nicht %1.</translation>
    </message>
    <message>
        <source>--format requires table, json, csv, jsonl, sarif, openvex, cyclonedx, csaf or html, not %1.</source>
        <translation>--format erfordert table, json, csv, jsonl, sarif, openvex, cyclonedx, csaf oder html, nicht %1.</translation>
    </message>
    <message>
        <source>%1 is not a Harbor registry: %2 is not available. &quot;lotse-cli tree&quot; shows its repositories.</source>
        <translation>%1 ist keine Harbor-Registry: %2 ist nicht verfügbar. „lotse-cli tree“ zeigt die Repositorys.</translation>
    </message>
    <message>
        <source>Unknown kind %1. &quot;lotse-cli kinds&quot; lists all kinds.</source>
        <translation>Unbekannte Art %1. „lotse-cli kinds“ listet alle Arten auf.</translation>
    </message>
    <message>
        <source>%1 is not a Harbor registry: no scan reports available.</source>
        <translation>%1 ist keine Harbor-Registry: keine Scan-Berichte verfügbar.</translation>
    </message>
    <message>
        <source>%1 is not a filter. Use name=value or name~value.</source>
        <translation>%1 ist kein Filter. Verwenden Sie name=wert oder name~wert.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>No registry specified. Add an account with &quot;lotse-cli accounts add&quot;, or use --url or --demo.</source>
        <translation>Keine Registry angegeben. Fügen Sie mit „lotse-cli accounts add“ ein Konto hinzu, oder verwenden Sie --url oder --demo.</translation>
    </message>
    <message>
        <source>There are several accounts. Choose one with --account.</source>
        <translation>Es gibt mehrere Konten. Wählen Sie eines mit --account.</translation>
    </message>
    <message>
        <source>No secret is stored for %1. Set LOTSE_PASSWORD or use --password-fd.</source>
        <translation>Für %1 ist kein Secret gespeichert. Setzen Sie LOTSE_PASSWORD oder verwenden Sie --password-fd.</translation>
    </message>
    <message>
        <source>The secrets file is locked. Set LOTSE_MASTER_PASSWORD or use --master-password-fd.</source>
        <translation>Die Datei der Secrets ist gesperrt. Setzen Sie LOTSE_MASTER_PASSWORD, oder verwenden Sie --master-password-fd.</translation>
    </message>
    <message>
        <source>No secret could be read from file descriptor %1. Open it in the shell, as in --password-fd 3 3&lt; file.</source>
        <translation>Vom Dateideskriptor %1 konnte kein Secret gelesen werden. Öffnen Sie ihn in der Shell, etwa mit --password-fd 3 3&lt; datei.</translation>
    </message>
    <message>
        <source>%1: not read</source>
        <translation>%1: nicht gelesen</translation>
    </message>
    <message>
        <source>Project admin</source>
        <translation>Projektadministrator</translation>
    </message>
    <message>
        <source>Pushes, pulls and deletes images, tags and repositories.</source>
        <translation>Pusht, pullt und löscht Images, Tags und Repositorys.</translation>
    </message>
    <message>
        <source>Manages members, robot accounts, webhooks and rules, and reads the audit trail.</source>
        <translation>Verwaltet Mitglieder, Robot-Konten, Webhooks und Regeln und liest das Audit-Protokoll.</translation>
    </message>
    <message>
        <source>Changes the project&apos;s settings and may delete the project.</source>
        <translation>Ändert die Einstellungen des Projekts und darf das Projekt löschen.</translation>
    </message>
    <message>
        <source>Maintainer</source>
        <translation>Maintainer</translation>
    </message>
    <message>
        <source>Changes retention and immutability rules and labels, and starts scans.</source>
        <translation>Ändert Aufbewahrungs- und Unveränderlichkeitsregeln und Labels und startet Scans.</translation>
    </message>
    <message>
        <source>Sees members, robots and webhooks, but does not change them. Sees no audit trail.</source>
        <translation>Sieht Mitglieder, Robot-Konten und Webhooks, ändert sie aber nicht. Sieht kein Audit-Protokoll.</translation>
    </message>
    <message>
        <source>Developer</source>
        <translation>Entwickler</translation>
    </message>
    <message>
        <source>Pushes and pulls images and adds tags; deletes none.</source>
        <translation>Pusht und pullt Images und fügt Tags hinzu; löscht keine.</translation>
    </message>
    <message>
        <source>Changes and runs retention rules, which can delete images.</source>
        <translation>Ändert Aufbewahrungsregeln und führt sie aus, was Images löschen kann.</translation>
    </message>
    <message>
        <source>Sees members and robots, and exports findings.</source>
        <translation>Sieht Mitglieder und Robot-Konten und exportiert Befunde.</translation>
    </message>
    <message>
        <source>Guest</source>
        <translation>Gast</translation>
    </message>
    <message>
        <source>Pulls images and reads findings.</source>
        <translation>Pullt Images und liest Befunde.</translation>
    </message>
    <message>
        <source>Sees the list of members and of robots.</source>
        <translation>Sieht die Liste der Mitglieder und der Robot-Konten.</translation>
    </message>
    <message>
        <source>Limited guest</source>
        <translation>Eingeschränkter Gast</translation>
    </message>
    <message>
        <source>Sees neither members nor robots nor labels.</source>
        <translation>Sieht weder Mitglieder noch Robot-Konten noch Labels.</translation>
    </message>
    <message>
        <source>role %1</source>
        <translation>Rolle %1</translation>
    </message>
    <message>
        <source>Unknown role of a newer Harbor version.</source>
        <translation>Unbekannte Rolle einer neueren Harbor-Version.</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>LDAP</source>
        <translation>LDAP</translation>
    </message>
    <message>
        <source>OIDC</source>
        <translation>OIDC</translation>
    </message>
    <message>
        <source>UAA</source>
        <translation>UAA</translation>
    </message>
    <message>
        <source>Authentication proxy</source>
        <translation>Authentifizierungs-Proxy</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Scanning</source>
        <translation>Scans</translation>
    </message>
    <message>
        <source>Authentication mode; can be changed only while no users besides admin exist.</source>
        <translation>Authentifizierungsmodus; nur änderbar, solange es außer admin keine Benutzer gibt.</translation>
    </message>
    <message>
        <source>Use the sign-in service as the primary sign-in.</source>
        <translation>Anmeldedienst als primäre Anmeldung verwenden.</translation>
    </message>
    <message>
        <source>Allow self-registration.</source>
        <translation>Selbstregistrierung erlauben.</translation>
    </message>
    <message>
        <source>Session timeout of the portal in minutes.</source>
        <translation>Sitzungs-Timeout des Portals in Minuten.</translation>
    </message>
    <message>
        <source>Lifetime of pull and push tokens in minutes.</source>
        <translation>Gültigkeit von Pull- und Push-Token in Minuten.</translation>
    </message>
    <message>
        <source>LDAP URL.</source>
        <translation>LDAP-URL.</translation>
    </message>
    <message>
        <source>LDAP search DN.</source>
        <translation>LDAP-Such-DN.</translation>
    </message>
    <message>
        <source>LDAP search password.</source>
        <translation>LDAP-Suchpasswort.</translation>
    </message>
    <message>
        <source>LDAP base DN for users.</source>
        <translation>LDAP-Basis-DN für Benutzer.</translation>
    </message>
    <message>
        <source>LDAP filter for users.</source>
        <translation>LDAP-Filter für Benutzer.</translation>
    </message>
    <message>
        <source>User name attribute (LDAP UID).</source>
        <translation>Attribut des Benutzernamens (LDAP-UID).</translation>
    </message>
    <message>
        <source>LDAP scope for users: 0 base, 1 one level, 2 subtree.</source>
        <translation>LDAP-Suchbereich für Benutzer: 0 Basis, 1 eine Ebene, 2 Teilbaum.</translation>
    </message>
    <message>
        <source>LDAP timeout in seconds.</source>
        <translation>LDAP-Timeout in Sekunden.</translation>
    </message>
    <message>
        <source>Verify the certificate of the LDAP server.</source>
        <translation>Zertifikat des LDAP-Servers prüfen.</translation>
    </message>
    <message>
        <source>LDAP base DN for groups.</source>
        <translation>LDAP-Basis-DN für Gruppen.</translation>
    </message>
    <message>
        <source>LDAP filter for groups.</source>
        <translation>LDAP-Filter für Gruppen.</translation>
    </message>
    <message>
        <source>LDAP scope for groups: 0 base, 1 one level, 2 subtree.</source>
        <translation>LDAP-Suchbereich für Gruppen: 0 Basis, 1 eine Ebene, 2 Teilbaum.</translation>
    </message>
    <message>
        <source>Group name attribute (LDAP group GID).</source>
        <translation>Attribut des Gruppennamens (LDAP-Gruppen-GID).</translation>
    </message>
    <message>
        <source>LDAP group membership attribute.</source>
        <translation>LDAP-Attribut der Gruppenmitgliedschaft.</translation>
    </message>
    <message>
        <source>LDAP group of system administrators.</source>
        <translation>LDAP-Gruppe der Systemadministratoren.</translation>
    </message>
    <message>
        <source>Search the groups of a user in parallel.</source>
        <translation>Gruppen eines Benutzers parallel suchen.</translation>
    </message>
    <message>
        <source>OIDC provider name on the sign-in page.</source>
        <translation>Name des OIDC-Anbieters auf der Anmeldeseite.</translation>
    </message>
    <message>
        <source>OIDC endpoint.</source>
        <translation>OIDC-Endpunkt.</translation>
    </message>
    <message>
        <source>OIDC client ID.</source>
        <translation>OIDC-Client-ID.</translation>
    </message>
    <message>
        <source>OIDC client secret.</source>
        <translation>OIDC-Client-Secret.</translation>
    </message>
    <message>
        <source>OIDC scope.</source>
        <translation>OIDC-Scope.</translation>
    </message>
    <message>
        <source>OIDC user name claim.</source>
        <translation>OIDC-Claim des Benutzernamens.</translation>
    </message>
    <message>
        <source>OIDC group claim.</source>
        <translation>OIDC-Claim der Gruppen.</translation>
    </message>
    <message>
        <source>OIDC group filter (regular expression).</source>
        <translation>OIDC-Gruppenfilter (regulärer Ausdruck).</translation>
    </message>
    <message>
        <source>Verify the certificate of the OIDC provider.</source>
        <translation>Zertifikat des OIDC-Anbieters prüfen.</translation>
    </message>
    <message>
        <source>Automatic onboarding: create users at first sign-in.</source>
        <translation>Automatisches Onboarding: Benutzer bei der ersten Anmeldung anlegen.</translation>
    </message>
    <message>
        <source>Extra redirect parameters for the OIDC provider.</source>
        <translation>Zusätzliche Umleitungsparameter für den OIDC-Anbieter.</translation>
    </message>
    <message>
        <source>Sign out of the OIDC session on sign-out.</source>
        <translation>Beim Abmelden auch die OIDC-Sitzung beenden.</translation>
    </message>
    <message>
        <source>UAA endpoint.</source>
        <translation>UAA-Endpunkt.</translation>
    </message>
    <message>
        <source>Verify the UAA certificate.</source>
        <translation>UAA-Zertifikat prüfen.</translation>
    </message>
    <message>
        <source>Endpoint of the authentication proxy.</source>
        <translation>Endpunkt des Authentifizierungs-Proxys.</translation>
    </message>
    <message>
        <source>Token review endpoint.</source>
        <translation>Token-Review-Endpunkt.</translation>
    </message>
    <message>
        <source>Groups of system administrators.</source>
        <translation>Gruppen der Systemadministratoren.</translation>
    </message>
    <message>
        <source>System administrators.</source>
        <translation>Systemadministratoren.</translation>
    </message>
    <message>
        <source>Verify the certificate of the proxy.</source>
        <translation>Zertifikat des Proxys prüfen.</translation>
    </message>
    <message>
        <source>Skip the user search.</source>
        <translation>Benutzersuche überspringen.</translation>
    </message>
    <message>
        <source>Certificate of the proxy.</source>
        <translation>Zertifikat des Proxys.</translation>
    </message>
    <message>
        <source>Project creation: everyone or adminonly.</source>
        <translation>Projekterstellung: everyone oder adminonly.</translation>
    </message>
    <message>
        <source>Read-only mode: no pushes or deletions.</source>
        <translation>Schreibgeschützter Modus: keine Pushes oder Löschungen.</translation>
    </message>
    <message>
        <source>Webhooks enabled.</source>
        <translation>Webhooks aktiviert.</translation>
    </message>
    <message>
        <source>Banner message of the portal.</source>
        <translation>Banner-Nachricht des Portals.</translation>
    </message>
    <message>
        <source>Default expiration of robot accounts in days.</source>
        <translation>Standardablauf von Robot-Konten in Tagen.</translation>
    </message>
    <message>
        <source>Robot account name prefix.</source>
        <translation>Präfix der Robot-Konten-Namen.</translation>
    </message>
    <message>
        <source>Project quotas enabled.</source>
        <translation>Projektkontingente aktiviert.</translation>
    </message>
    <message>
        <source>Default quota of new projects in bytes; -1: unlimited.</source>
        <translation>Standardkontingent neuer Projekte in Bytes; -1: unbegrenzt.</translation>
    </message>
    <message>
        <source>Syslog endpoint for audit log forwarding.</source>
        <translation>Syslog-Endpunkt für das Audit-Protokoll.</translation>
    </message>
    <message>
        <source>Skip the audit log database.</source>
        <translation>Audit-Protokoll nicht in der Datenbank speichern.</translation>
    </message>
    <message>
        <source>Events excluded from the audit log.</source>
        <translation>Vom Audit-Protokoll ausgenommene Ereignisse.</translation>
    </message>
    <message>
        <source>Do not update the pull time on scans.</source>
        <translation>Pull-Zeit bei Scans nicht aktualisieren.</translation>
    </message>
    <message>
        <source>Schedule of &quot;scan all&quot;.</source>
        <translation>Zeitplan von „Alles scannen“.</translation>
    </message>
    <message>
        <source>no expiry</source>
        <translation>kein Ablauf</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>Verwendet von</translation>
    </message>
    <message>
        <source>not in use</source>
        <translation>nicht in Gebrauch</translation>
    </message>
    <message>
        <source>Every project uses a project allowlist.</source>
        <translation>Jedes Projekt verwendet eine Projekt-Allowlist.</translation>
    </message>
    <message>
        <source>The project uses the system allowlist.</source>
        <translation>Das Projekt verwendet die System-Allowlist.</translation>
    </message>
    <message>
        <source>The allowlist is expired and has no effect.</source>
        <translation>Die Allowlist ist abgelaufen und wirkungslos.</translation>
    </message>
    <message>
        <source>in use, expires soon</source>
        <translation>in Gebrauch, läuft bald ab</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>Loaded when the row is visible</source>
        <translation>Wird geladen, wenn die Zeile sichtbar ist</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>more than 1000</source>
        <translation>mehr als 1000</translation>
    </message>
    <message>
        <source>Findings with this CVE in the registry. The allowlist applies only to projects that use it.</source>
        <translation>Befunde mit dieser CVE in der Registry. Die Allowlist gilt nur für Projekte, die sie verwenden.</translation>
    </message>
    <message>
        <source>Findings with this CVE in %1</source>
        <translation>Befunde mit dieser CVE in %1</translation>
    </message>
    <message>
        <source>No permission to read the system allowlist.</source>
        <translation>Keine Berechtigung, die System-Allowlist zu lesen.</translation>
    </message>
    <message>
        <source>signature attached, not verified</source>
        <translation>Signatur angehängt, nicht geprüft</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugekommen</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfallen</translation>
    </message>
    <message>
        <source>severity %1 to %2</source>
        <translation>Schweregrad %1 → %2</translation>
    </message>
    <message>
        <source>fix %1 to %2</source>
        <translation>Korrektur %1 → %2</translation>
    </message>
    <message>
        <source>version %1 to %2</source>
        <translation>Version %1 → %2</translation>
    </message>
    <message>
        <source>decision %1 to %2</source>
        <translation>Entscheidung %1 → %2</translation>
    </message>
    <message>
        <source>different image</source>
        <translation>anderes Image</translation>
    </message>
    <message>
        <source>scanner database updated</source>
        <translation>Scanner-Datenbank aktualisiert</translation>
    </message>
    <message>
        <source>scanner changed</source>
        <translation>Scanner gewechselt</translation>
    </message>
    <message>
        <source>a decision</source>
        <translation>eine Entscheidung</translation>
    </message>
    <message>
        <source>Findings of this registry are not synced. Sync findings, then compare.</source>
        <translation>Befunde dieser Registry sind nicht synchronisiert. Synchronisieren Sie zuerst.</translation>
    </message>
    <message>
        <source>%1 is not in the local store. Sync findings of the registry, then compare.</source>
        <translation>%1 ist nicht im lokalen Speicher. Synchronisieren Sie zuerst die Befunde der Registry.</translation>
    </message>
    <message>
        <source>%1 has no earlier image to compare with.</source>
        <translation>%1 hat kein früheres Image zum Vergleichen.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Was sich geändert hat</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>%1 (unsupported)</source>
        <translation>%1 (nicht unterstützt)</translation>
    </message>
    <message>
        <source>every hour at minute %1</source>
        <translation>jede Stunde zur Minute %1</translation>
    </message>
    <message>
        <source>every day at %1 UTC</source>
        <translation>jeden Tag um %1 UTC</translation>
    </message>
    <message>
        <source>every %1 at %2 UTC</source>
        <translation>jeden %1 um %2 UTC</translation>
    </message>
    <message>
        <source>Manual: no schedule is set.</source>
        <translation>Manuell: kein Zeitplan gesetzt.</translation>
    </message>
    <message>
        <source>%1; next runs %2</source>
        <translation>%1; nächste Läufe %2</translation>
    </message>
    <message>
        <source>%1 on %2, by digest</source>
        <translation>%1 am %2, per Digest</translation>
    </message>
    <message>
        <source>%1 on %2, by tag %3 (possibly another image at that time)</source>
        <translation>%1 am %2, per Tag %3 (damals evtl. ein anderes Image)</translation>
    </message>
    <message>
        <source>no fix available</source>
        <translation>keine Korrektur verfügbar</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Last pulled</source>
        <translation>Zuletzt gepullt</translation>
    </message>
    <message>
        <source>Pulled by</source>
        <translation>Gepullt von</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>Zuerst gesehen</translation>
    </message>
    <message>
        <source>Report synced</source>
        <translation>Bericht synchronisiert</translation>
    </message>
    <message>
        <source>Enter the expiry date as year-month-day, such as 2027-01-31.</source>
        <translation>Geben Sie das Ablaufdatum als Jahr-Monat-Tag ein, etwa 2027-01-31.</translation>
    </message>
    <message>
        <source>Enter the review date as year-month-day, such as 2027-01-31.</source>
        <translation>Geben Sie das Datum der Wiedervorlage als Jahr-Monat-Tag ein, etwa 2027-01-31.</translation>
    </message>
    <message>
        <source>The findings were refreshed. Close the dialog and select them again.</source>
        <translation>Die Befunde wurden aktualisiert. Schließen Sie den Dialog, und wählen Sie erneut aus.</translation>
    </message>
    <message>
        <source>%1 decisions exceed the maximum of %2. Narrow the filter.</source>
        <translation>%1 Entscheidungen überschreiten das Maximum von %2. Engen Sie den Filter ein.</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Zurückgezogen</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>Scanned</source>
        <translation>Gescannt</translation>
    </message>
    <message>
        <source>Recommendation</source>
        <translation>Empfehlung</translation>
    </message>
    <message>
        <source>Occurrences</source>
        <translation>Vorkommen</translation>
    </message>
    <message>
        <source>Fixable</source>
        <translation>Behebbar</translation>
    </message>
    <message>
        <source>Hidden by decisions</source>
        <translation>Durch Entscheidungen ausgeblendet</translation>
    </message>
    <message>
        <source>No fix available</source>
        <translation>Keine Korrektur verfügbar</translation>
    </message>
    <message>
        <source>CVSS v3</source>
        <translation>CVSS v3</translation>
    </message>
    <message>
        <source>CVSS v2</source>
        <translation>CVSS v2</translation>
    </message>
    <message>
        <source>Weaknesses</source>
        <translation>Schwächen</translation>
    </message>
    <message>
        <source>Scanner&apos;s status</source>
        <translation>Status des Scanners</translation>
    </message>
    <message>
        <source>Table (CSV)</source>
        <translation>Tabelle (CSV)</translation>
    </message>
    <message>
        <source>Records (JSON Lines)</source>
        <translation>Datensätze (JSON Lines)</translation>
    </message>
    <message>
        <source>Report (HTML)</source>
        <translation>Bericht (HTML)</translation>
    </message>
    <message>
        <source>SARIF 2.1.0</source>
        <translation>SARIF 2.1.0</translation>
    </message>
    <message>
        <source>Decisions as OpenVEX</source>
        <translation>Entscheidungen als OpenVEX</translation>
    </message>
    <message>
        <source>Decisions as CycloneDX VEX</source>
        <translation>Entscheidungen als CycloneDX VEX</translation>
    </message>
    <message>
        <source>Decisions as CSAF VEX</source>
        <translation>Entscheidungen als CSAF VEX</translation>
    </message>
    <message>
        <source>Stopped; the list is incomplete. Refresh to load it again.</source>
        <translation>Angehalten; die Liste ist unvollständig. Aktualisieren Sie, um sie neu zu laden.</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>Komponente</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Healthy checks</source>
        <translation>Gesunde Prüfungen</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Or longer: monitoring started at that time.</source>
        <translation>Oder länger: Die Überwachung begann zu diesem Zeitpunkt.</translation>
    </message>
    <message>
        <source>no response</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>Step or file</source>
        <translation>Schritt oder Datei</translation>
    </message>
    <message>
        <source>Immutable tag</source>
        <translation>Unveränderlicher Tag</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Last heartbeat</source>
        <translation>Letzter Heartbeat</translation>
    </message>
    <message>
        <source>Up since</source>
        <translation>Läuft seit</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>No permission to list users: system administrators and deleted users are not marked.</source>
        <translation>Keine Berechtigung, Benutzer aufzulisten: Systemadministratoren und gelöschte Benutzer sind nicht markiert.</translation>
    </message>
    <message>
        <source>group %1</source>
        <translation>Gruppe %1</translation>
    </message>
    <message>
        <source>user %1</source>
        <translation>Benutzer %1</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>alles</translation>
    </message>
    <message>
        <source>denied</source>
        <translation>verweigert</translation>
    </message>
    <message>
        <source>%1 is a system administrator with full access to %2</source>
        <translation>%1 ist Systemadministrator mit Vollzugriff auf %2</translation>
    </message>
    <message>
        <source>members of %1 not available</source>
        <translation>Mitglieder von %1 nicht verfügbar</translation>
    </message>
    <message>
        <source>%1 is not a member of %2</source>
        <translation>%1 ist kein Mitglied von %2</translation>
    </message>
    <message>
        <source>%1 in %2: %3</source>
        <translation>%1 in %2: %3</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>system admin</source>
        <translation>Systemadministrator</translation>
    </message>
    <message>
        <source>group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>This user was deleted.</source>
        <translation>Dieser Benutzer wurde gelöscht.</translation>
    </message>
    <message>
        <source>System administrator: full access to all projects.</source>
        <translation>Systemadministrator: Vollzugriff auf alle Projekte.</translation>
    </message>
    <message>
        <source>Push and pull access to %1, with last use</source>
        <translation>Push- und Pull-Zugriff auf %1, mit letzter Nutzung</translation>
    </message>
    <message>
        <source>Harbor does not list group members.</source>
        <translation>Harbor listet keine Gruppenmitglieder auf.</translation>
    </message>
    <message>
        <source>This user was deleted; the membership remains.</source>
        <translation>Dieser Benutzer wurde gelöscht; die Mitgliedschaft besteht noch.</translation>
    </message>
    <message>
        <source>The project is public: anyone can pull from it.</source>
        <translation>Das Projekt ist öffentlich: Jeder kann daraus pullen.</translation>
    </message>
    <message>
        <source>No permission to list the members of this project.</source>
        <translation>Keine Berechtigung, die Mitglieder dieses Projekts aufzulisten.</translation>
    </message>
    <message>
        <source>%1 and above</source>
        <translation>ab %1</translation>
    </message>
    <message>
        <source>Unscanned images are also blocked.</source>
        <translation>Nicht gescannte Images werden ebenfalls blockiert.</translation>
    </message>
    <message>
        <source>Harbor checks that a signature is attached; it does not verify it.</source>
        <translation>Harbor prüft, ob eine Signatur angehängt ist, verifiziert sie aber nicht.</translation>
    </message>
    <message>
        <source>system allowlist</source>
        <translation>System-Allowlist</translation>
    </message>
    <message>
        <source>Blocks vulnerable images</source>
        <translation>Blockiert anfällige Images</translation>
    </message>
    <message>
        <source>Requires signature</source>
        <translation>Verlangt Signatur</translation>
    </message>
    <message>
        <source>Scans on push</source>
        <translation>Scannt beim Push</translation>
    </message>
    <message>
        <source>SBOM on push</source>
        <translation>SBOM beim Push</translation>
    </message>
    <message>
        <source>Allowlist</source>
        <translation>Zulassungsliste</translation>
    </message>
    <message>
        <source>Repositories matching %1.</source>
        <translation>Repositorys, die %1 entsprechen.</translation>
    </message>
    <message>
        <source>Tags not matching %1.</source>
        <translation>Tags, die %1 nicht entsprechen.</translation>
    </message>
    <message>
        <source>Tags matching %1.</source>
        <translation>Tags, die %1 entsprechen.</translation>
    </message>
    <message>
        <source>Excludes label %1.</source>
        <translation>Ohne Label %1.</translation>
    </message>
    <message>
        <source>Only label %1.</source>
        <translation>Nur mit Label %1.</translation>
    </message>
    <message>
        <source>Only type %1.</source>
        <translation>Nur Typ %1.</translation>
    </message>
    <message>
        <source>Only artifacts with a signature.</source>
        <translation>Nur Artefakte mit Signatur.</translation>
    </message>
    <message>
        <source>No signature required.</source>
        <translation>Keine Signatur erforderlich.</translation>
    </message>
    <message>
        <source>Only artifacts without findings of severity %1 or above.</source>
        <translation>Nur Artefakte ohne Befunde ab Schweregrad %1.</translation>
    </message>
    <message>
        <source>Filter %1: %2.</source>
        <translation>Filter %1: %2.</translation>
    </message>
    <message>
        <source>Manual trigger.</source>
        <translation>Manueller Auslöser.</translation>
    </message>
    <message>
        <source>Runs %1.</source>
        <translation>Läuft %1.</translation>
    </message>
    <message>
        <source>Runs when a matching artifact is pushed.</source>
        <translation>Läuft, wenn ein passendes Artefakt gepusht wird.</translation>
    </message>
    <message>
        <source>Trigger %1.</source>
        <translation>Auslöser %1.</translation>
    </message>
    <message>
        <source>Disabled.</source>
        <translation>Deaktiviert.</translation>
    </message>
    <message>
        <source>Replicates from %1 to %2, same namespace.</source>
        <translation>Repliziert von %1 nach %2, gleicher Namensraum.</translation>
    </message>
    <message>
        <source>Replicates from %1 to %2, namespace %3.</source>
        <translation>Repliziert von %1 nach %2, Namensraum %3.</translation>
    </message>
    <message>
        <source>All resources.</source>
        <translation>Alle Ressourcen.</translation>
    </message>
    <message>
        <source>Overwrites existing tags.</source>
        <translation>Überschreibt vorhandene Tags.</translation>
    </message>
    <message>
        <source>Does not overwrite existing tags.</source>
        <translation>Überschreibt vorhandene Tags nicht.</translation>
    </message>
    <message>
        <source>Replicates deletions.</source>
        <translation>Repliziert Löschungen.</translation>
    </message>
    <message>
        <source>Bandwidth limit: %1 kbit/s per task.</source>
        <translation>Bandbreite: höchstens %1 kbit/s je Aufgabe.</translation>
    </message>
    <message>
        <source>Copies layers in chunks.</source>
        <translation>Kopiert Schichten in Chunks.</translation>
    </message>
    <message>
        <source>Single active replication: further runs are skipped.</source>
        <translation>Nur eine aktive Replikation: Weitere Läufe werden übersprungen.</translation>
    </message>
    <message>
        <source>Sends a Slack message to %1.</source>
        <translation>Sendet eine Slack-Nachricht an %1.</translation>
    </message>
    <message>
        <source>Sends to %1 in Harbor&apos;s default format.</source>
        <translation>Sendet an %1 im Standardformat von Harbor.</translation>
    </message>
    <message>
        <source>Sends to %1 as %2.</source>
        <translation>Sendet an %1 als %2.</translation>
    </message>
    <message>
        <source>Sends an authorization header (hidden).</source>
        <translation>Sendet einen Authorization-Header (verborgen).</translation>
    </message>
    <message>
        <source>Does not verify the remote certificate.</source>
        <translation>Prüft das Zertifikat der Gegenstelle nicht.</translation>
    </message>
    <message>
        <source>Preheats images into %1.</source>
        <translation>Lädt Images vorab in %1.</translation>
    </message>
    <message>
        <source>Disabled: no tags are immutable.</source>
        <translation>Deaktiviert: Keine Tags sind unveränderlich.</translation>
    </message>
    <message>
        <source>Tags not matching %1 are immutable.</source>
        <translation>Tags, die %1 nicht entsprechen, sind unveränderlich.</translation>
    </message>
    <message>
        <source>Tags matching %1 are immutable.</source>
        <translation>Tags, die %1 entsprechen, sind unveränderlich.</translation>
    </message>
    <message>
        <source>In repositories not matching %1.</source>
        <translation>In Repositorys, die %1 nicht entsprechen.</translation>
    </message>
    <message>
        <source>In repositories matching %1.</source>
        <translation>In Repositorys, die zu %1 passen.</translation>
    </message>
    <message>
        <source>not now</source>
        <translation>derzeit nicht</translation>
    </message>
    <message>
        <source>The permission is granted, but the account is disabled or expired.</source>
        <translation>Die Berechtigung ist erteilt, aber das Konto ist deaktiviert oder abgelaufen.</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>user</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>robot</source>
        <translation>Robot-Konto</translation>
    </message>
    <message>
        <source>anyone</source>
        <translation>jeder</translation>
    </message>
    <message>
        <source>Push</source>
        <translation>Push</translation>
    </message>
    <message>
        <source>may push</source>
        <translation>darf pushen</translation>
    </message>
    <message>
        <source>Pull</source>
        <translation>Pull</translation>
    </message>
    <message>
        <source>may pull</source>
        <translation>darf pullen</translation>
    </message>
    <message>
        <source>Last pull here</source>
        <translation>Letzter Pull hier</translation>
    </message>
    <message>
        <source>Last push here</source>
        <translation>Letzter Push hier</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Durch</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>may delete</source>
        <translation>darf löschen</translation>
    </message>
    <message>
        <source>Members are not shown: no permission to list them.</source>
        <translation>Mitglieder fehlen: keine Berechtigung, sie aufzulisten.</translation>
    </message>
    <message>
        <source>Project robot accounts are not shown: no permission to list them.</source>
        <translation>Robot-Konten des Projekts fehlen: keine Berechtigung, sie aufzulisten.</translation>
    </message>
    <message>
        <source>System robot accounts are not shown: no permission to list them.</source>
        <translation>Robot-Konten des Systems fehlen: keine Berechtigung, sie aufzulisten.</translation>
    </message>
    <message>
        <source>System administrators (full access) are not shown: no permission to list users.</source>
        <translation>Systemadministratoren (Vollzugriff) fehlen: keine Berechtigung, Benutzer aufzulisten.</translation>
    </message>
    <message>
        <source>system administrator</source>
        <translation>Systemadministrator</translation>
    </message>
    <message>
        <source>system robot account</source>
        <translation>System-Robot-Konto</translation>
    </message>
    <message>
        <source>project robot account</source>
        <translation>Projekt-Robot-Konto</translation>
    </message>
    <message>
        <source>Anyone, including anonymous users</source>
        <translation>Jeder, auch ohne Anmeldung</translation>
    </message>
    <message>
        <source>the project is public</source>
        <translation>das Projekt ist öffentlich</translation>
    </message>
    <message>
        <source>No such entry in the audit trail of the project.</source>
        <translation>Kein solcher Eintrag im Audit-Protokoll des Projekts.</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>Cache of</source>
        <translation>Cache von</translation>
    </message>
    <message>
        <source>Bandwidth</source>
        <translation>Bandbreite</translation>
    </message>
    <message>
        <source>%1 kbit/s</source>
        <translation>%1 kbit/s</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>%1 at once</source>
        <translation>%1 zugleich</translation>
    </message>
    <message>
        <source>Only</source>
        <translation>Nur</translation>
    </message>
    <message>
        <source>Serve when upstream is missing</source>
        <translation>Liefern, wenn Upstream fehlt</translation>
    </message>
    <message>
        <source>No permission to list registries: the upstream of the caches is not shown.</source>
        <translation>Keine Berechtigung, Registrys aufzulisten: Der Upstream der Caches wird nicht gezeigt.</translation>
    </message>
    <message>
        <source>Proxy caches</source>
        <translation>Proxy-Caches</translation>
    </message>
    <message>
        <source>Signs in as</source>
        <translation>Meldet sich an als</translation>
    </message>
    <message>
        <source>anonymous</source>
        <translation>anonym</translation>
    </message>
    <message>
        <source>No permission to list replication policies: the use of registries is incomplete.</source>
        <translation>Keine Berechtigung, Replikationsrichtlinien aufzulisten: Die Verwendung der Registrys ist unvollständig.</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>would be deleted</source>
        <translation>würde gelöscht</translation>
    </message>
    <message>
        <source>retained</source>
        <translation>behalten</translation>
    </message>
    <message>
        <source>(untagged)</source>
        <translation>(ohne Tag)</translation>
    </message>
    <message>
        <source>The secret never expires.</source>
        <translation>Das Secret läuft nie ab.</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>morgen</translation>
    </message>
    <message>
        <source>Push access</source>
        <translation>Push-Zugriff</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Project robot accounts are not shown: the projects could not be listed.</source>
        <translation>Projekt-Robot-Konten fehlen: Die Projekte konnten nicht aufgelistet werden.</translation>
    </message>
    <message>
        <source>No entries in the audit trail.</source>
        <translation>Keine Einträge im Audit-Protokoll.</translation>
    </message>
    <message>
        <source>All open</source>
        <translation>Alle offenen</translation>
    </message>
    <message>
        <source>Fix first</source>
        <translation>Zuerst beheben</translation>
    </message>
    <message>
        <source>Known exploited</source>
        <translation>Bekannt ausgenutzt</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Überfällig</translation>
    </message>
    <message>
        <source>New this week</source>
        <translation>Neu diese Woche</translation>
    </message>
    <message>
        <source>Review due</source>
        <translation>Wiedervorlage fällig</translation>
    </message>
    <message>
        <source>Enter a name for the view.</source>
        <translation>Geben Sie einen Namen für die Ansicht ein.</translation>
    </message>
    <message>
        <source>This is not a file of saved views. Choose a file exported by Lotse.</source>
        <translation>Das ist keine Datei gespeicherter Ansichten. Wählen Sie eine von Lotse exportierte Datei.</translation>
    </message>
    <message>
        <source>The query of the view &quot;%1&quot; is invalid. Nothing was imported.</source>
        <translation>Die Abfrage der Ansicht „%1“ ist ungültig. Es wurde nichts importiert.</translation>
    </message>
    <message>
        <source>No custom views to save yet.</source>
        <translation>Noch keine eigenen Ansichten zum Speichern.</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>Views imported from the file: %1.</source>
        <translation>Aus der Datei importierte Ansichten: %1.</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>scanned long ago</source>
        <translation>vor langer Zeit gescannt</translation>
    </message>
    <message>
        <source>scanned</source>
        <translation>gescannt</translation>
    </message>
    <message>
        <source>Detects</source>
        <translation>Erkennt</translation>
    </message>
    <message>
        <source>vulnerabilities</source>
        <translation>Schwachstellen</translation>
    </message>
    <message>
        <source>SBOMs</source>
        <translation>SBOMs</translation>
    </message>
    <message>
        <source>Database updated</source>
        <translation>Datenbank vom</translation>
    </message>
    <message>
        <source>not reachable</source>
        <translation>nicht erreichbar</translation>
    </message>
    <message>
        <source>healthy</source>
        <translation>verfügbar</translation>
    </message>
    <message>
        <source>Scan all</source>
        <translation>Alles scannen</translation>
    </message>
    <message>
        <source>Replication</source>
        <translation>Replikation</translation>
    </message>
    <message>
        <source>Preheat</source>
        <translation>Vorwärmen</translation>
    </message>
    <message>
        <source>Execution sweep</source>
        <translation>Aufräumen alter Läufe</translation>
    </message>
    <message>
        <source>System artifact cleanup</source>
        <translation>Aufräumen von Systemartefakten</translation>
    </message>
    <message>
        <source>Image scan</source>
        <translation>Image-Scan</translation>
    </message>
    <message>
        <source>SBOM generation</source>
        <translation>SBOM-Erzeugung</translation>
    </message>
    <message>
        <source>Slack message</source>
        <translation>Slack-Nachricht</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>Zeitplaner</translation>
    </message>
    <message>
        <source>Audit log GDPR cleanup</source>
        <translation>DSGVO-Bereinigung des Audit-Protokolls</translation>
    </message>
    <message>
        <source>after 7 days</source>
        <translation>nach 7 Tagen</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Next run</source>
        <translation>Nächster Lauf</translation>
    </message>
    <message>
        <source>Same hour</source>
        <translation>Gleiche Stunde</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>No permission to list schedules: only schedules of policies are shown.</source>
        <translation>Keine Berechtigung, Zeitpläne aufzulisten: Nur Zeitpläne von Richtlinien werden gezeigt.</translation>
    </message>
    <message>
        <source>No permission to read the scan-all runs.</source>
        <translation>Keine Berechtigung, die Läufe von „Alles scannen“ zu lesen.</translation>
    </message>
    <message>
        <source>Fixable findings</source>
        <translation>Behebbare Befunde</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>Noch keine.</translation>
    </message>
    <message>
        <source>running, %1 done</source>
        <translation>läuft, %1 fertig</translation>
    </message>
    <message>
        <source>%1 done</source>
        <translation>%1 fertig</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>%1 critical, %2 high, %3 medium</source>
        <translation>%1 kritisch, %2 hoch, %3 mittel</translation>
    </message>
    <message>
        <source>CVSS %1</source>
        <translation>CVSS %1</translation>
    </message>
    <message>
        <source>Secret: never shown.</source>
        <translation>Secret: wird nie gezeigt.</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Unknown key, shown as received.</source>
        <translation>Unbekannter Schlüssel, wie empfangen gezeigt.</translation>
    </message>
    <message>
        <source>Editable by</source>
        <translation>Änderbar durch</translation>
    </message>
    <message>
        <source>system administrators</source>
        <translation>Systemadministratoren</translation>
    </message>
    <message>
        <source>read-only on the server</source>
        <translation>auf dem Server schreibgeschützt</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 von %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Sum of artifact sizes: %1. Shared layers are stored once, so %2 uses less.</source>
        <translation>Summe der Artefaktgrößen: %1. Gemeinsame Schichten werden einmal gespeichert, deshalb belegt %2 weniger.</translation>
    </message>
    <message>
        <source>Sum of artifact sizes: %1; %2 uses %3. Shared layers are counted per artifact here but stored once.</source>
        <translation>Summe der Artefaktgrößen: %1; %2 belegt %3. Gemeinsame Schichten zählen hier je Artefakt, werden aber einmal gespeichert.</translation>
    </message>
    <message>
        <source>%1: freed %2</source>
        <translation>%1: %2 freigegeben</translation>
    </message>
    <message>
        <source>Runs: %1, freed: %2</source>
        <translation>Läufe: %1, freigegeben: %2</translation>
    </message>
    <message>
        <source>%1 of %2 (%3)</source>
        <translation>%1 von %2 (%3)</translation>
    </message>
    <message>
        <source>No matches: %1</source>
        <translation>Keine Treffer: %1</translation>
    </message>
    <message>
        <source>ransomware</source>
        <translation>Ransomware</translation>
    </message>
    <message>
        <source>exploited</source>
        <translation>ausgenutzt</translation>
    </message>
    <message>
        <source>overdue, %1</source>
        <translation>überfällig, %1</translation>
    </message>
    <message>
        <source>soon, %1</source>
        <translation>bald, %1</translation>
    </message>
    <message>
        <source>Upgrade %1 to %2</source>
        <translation>%1 auf %2 aktualisieren</translation>
    </message>
    <message>
        <source>Upgrade</source>
        <translation>Aktualisierung</translation>
    </message>
    <message>
        <source>Worst</source>
        <translation>Schlimmster</translation>
    </message>
    <message>
        <source>Issues</source>
        <translation>Fälle</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Ausgeblendet</translation>
    </message>
    <message>
        <source>EPSS</source>
        <translation>EPSS</translation>
    </message>
    <message>
        <source>Exploited</source>
        <translation>Ausgenutzt</translation>
    </message>
    <message>
        <source>In triage</source>
        <translation>In Prüfung</translation>
    </message>
    <message>
        <source>Affected</source>
        <translation>Betroffen</translation>
    </message>
    <message>
        <source>Not affected</source>
        <translation>Nicht betroffen</translation>
    </message>
    <message>
        <source>False positive</source>
        <translation>Fehlalarm</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Behoben</translation>
    </message>
    <message>
        <source>Resolved, with proof</source>
        <translation>Behoben, mit Nachweis</translation>
    </message>
    <message>
        <source>Risk accepted</source>
        <translation>Risiko akzeptiert</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Wiedervorlage</translation>
    </message>
    <message>
        <source>Review: %1</source>
        <translation>Wiedervorlage: %1</translation>
    </message>
    <message>
        <source>No decision</source>
        <translation>Keine Entscheidung</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Decision expired</source>
        <translation>Entscheidung abgelaufen</translation>
    </message>
    <message>
        <source>Due soon</source>
        <translation>Bald fällig</translation>
    </message>
    <message>
        <source>On time</source>
        <translation>Im Zeitplan</translation>
    </message>
    <message>
        <source>No due date</source>
        <translation>Ohne Frist</translation>
    </message>
    <message>
        <source>Sign-in with an identity provider requires issuer and client ID.</source>
        <translation>Die Anmeldung beim Identitätsanbieter erfordert Aussteller und Client-ID.</translation>
    </message>
    <message>
        <source>%1 could not be started for %2. Check its permissions, or enter the secret.</source>
        <translation>%1 konnte für %2 nicht gestartet werden. Prüfen Sie die Rechte, oder geben Sie das Secret ein.</translation>
    </message>
    <message>
        <source>%1 timed out for %2. Unlock the credential store and try again, or enter the secret.</source>
        <translation>Zeitüberschreitung von %1 für %2. Entsperren Sie den Speicher und versuchen Sie es erneut, oder geben Sie das Secret ein.</translation>
    </message>
    <message>
        <source>The response of %1 for %2 is too large. Enter the secret.</source>
        <translation>Die Antwort von %1 für %2 ist zu groß. Geben Sie das Secret ein.</translation>
    </message>
    <message>
        <source>%1 has no secret for %2. Run docker login or podman login, or enter the secret.</source>
        <translation>%1 hat kein Secret für %2. Führen Sie docker login oder podman login aus, oder geben Sie das Secret ein.</translation>
    </message>
    <message>
        <source>The response of %1 for %2 is invalid. Enter the secret.</source>
        <translation>Die Antwort von %1 für %2 ist ungültig. Geben Sie das Secret ein.</translation>
    </message>
    <message>
        <source>%1 holds an identity token for %2, not a password. Use another sign-in method.</source>
        <translation>%1 hat für %2 ein Identitätstoken, kein Passwort. Verwenden Sie eine andere Anmeldung.</translation>
    </message>
    <message>
        <source>The credential helper %1 for %2 was not found in PATH. Install it, or enter the secret.</source>
        <translation>Der Credential-Helper %1 für %2 wurde in PATH nicht gefunden. Installieren Sie ihn, oder geben Sie das Secret ein.</translation>
    </message>
    <message>
        <source>%1 is not a docker or podman file: invalid JSON. The file was skipped.</source>
        <translation>%1 ist keine Datei von docker oder podman: kein gültiges JSON. Die Datei wurde übersprungen.</translation>
    </message>
    <message>
        <source>%1 lists %2, which is not a registry address. The entry was skipped.</source>
        <translation>%1 enthält %2, das ist keine Registry-Adresse. Der Eintrag wurde übersprungen.</translation>
    </message>
    <message>
        <source>%1 is not an identity provider. Check the issuer: the URL before /.well-known/openid-configuration.</source>
        <translation>%1 ist kein Identitätsanbieter. Prüfen Sie den Aussteller: die URL vor /.well-known/openid-configuration.</translation>
    </message>
    <message>
        <source>The identity provider returned an invalid token (%1). Start the sign-in again; if the error persists, contact the administrator.</source>
        <translation>Der Identitätsanbieter lieferte ein ungültiges Token (%1). Starten Sie die Anmeldung erneut; wenden Sie sich sonst an den Administrator.</translation>
    </message>
    <message>
        <source>%1 is not a valid sign-in URL: it must start with https:// and contain no password.</source>
        <translation>%1 ist keine gültige Anmelde-URL: Sie muss mit https:// beginnen und darf kein Passwort enthalten.</translation>
    </message>
    <message>
        <source>%1 rejected the sign-in. Try again; if it fails, ask the administrator whether this client can sign in without a secret.</source>
        <translation>%1 hat die Anmeldung abgelehnt. Versuchen Sie es erneut; fragen Sie sonst den Administrator, ob dieser Client sich ohne Secret anmelden kann.</translation>
    </message>
    <message>
        <source>The issuer of %1 is %2. Enter the issuer exactly as reported by the provider.</source>
        <translation>Der Aussteller von %1 ist %2. Geben Sie den Aussteller genau so ein, wie der Anbieter ihn meldet.</translation>
    </message>
    <message>
        <source>%1 reports no issuer. Ask the administrator for the issuer and enter it.</source>
        <translation>%1 meldet keinen Aussteller. Fragen Sie den Administrator nach dem Aussteller, und geben Sie ihn ein.</translation>
    </message>
    <message>
        <source>%1 has no OIDC sign-in. Sign in with a password, or ask the administrator for issuer and client ID and enter them.</source>
        <translation>%1 hat keine OIDC-Anmeldung. Melden Sie sich mit Passwort an, oder fragen Sie den Administrator nach Aussteller und Client-ID.</translation>
    </message>
    <message>
        <source>The sign-in timed out. Start it again.</source>
        <translation>Zeitüberschreitung der Anmeldung. Starten Sie sie erneut.</translation>
    </message>
    <message>
        <source>No local port is available for the browser redirect. Sign in with a code instead.</source>
        <translation>Kein lokaler Port für die Browser-Weiterleitung verfügbar. Melden Sie sich stattdessen mit einem Code an.</translation>
    </message>
    <message>
        <source>The identity provider rejected the sign-in. Try again, or ask the administrator.</source>
        <translation>Der Identitätsanbieter hat die Anmeldung abgelehnt. Versuchen Sie es erneut, oder fragen Sie den Administrator.</translation>
    </message>
    <message>
        <source>%1 does not support device codes. Sign in with the browser, or paste a token.</source>
        <translation>%1 unterstützt keine Gerätecodes. Melden Sie sich im Browser an, oder fügen Sie ein Token ein.</translation>
    </message>
    <message>
        <source>This registry was removed.</source>
        <translation>Diese Registry wurde entfernt.</translation>
    </message>
    <message>
        <source>%1 is not connected. Connect to sync findings.</source>
        <translation>%1 ist nicht verbunden. Verbinden Sie, um Befunde zu synchronisieren.</translation>
    </message>
    <message>
        <source>The decision cannot be saved (%1). Select fewer findings, or shorten the texts.</source>
        <translation>Die Entscheidung kann nicht gespeichert werden (%1). Wählen Sie weniger Befunde, oder kürzen Sie die Texte.</translation>
    </message>
    <message>
        <source>Rule %1 not found.</source>
        <translation>Regel %1 nicht gefunden.</translation>
    </message>
    <message>
        <source>Only packages in scan reports are compared; packages without findings are not reported.</source>
        <translation>Verglichen werden nur Pakete aus Scan-Berichten; Pakete ohne Befunde stehen nicht darin.</translation>
    </message>
    <message>
        <source>%1@%2 is not scanned on all platforms: findings may be missing.</source>
        <translation>%1@%2 ist nicht auf allen Plattformen gescannt: Befunde können fehlen.</translation>
    </message>
    <message>
        <source>The local store has no earlier, different report of %1@%2.</source>
        <translation>Der lokale Speicher hat keinen früheren, abweichenden Bericht von %1@%2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a digest: enter sha256: and at least twelve hexadecimal digits.</source>
        <translation>„%1“ ist kein Digest: Geben Sie sha256: und mindestens zwölf Hexadezimalziffern ein.</translation>
    </message>
    <message>
        <source>%1 matches several images (%2). Specify the registry or the digest.</source>
        <translation>%1 passt auf mehrere Images (%2). Geben Sie die Registry oder den Digest an.</translation>
    </message>
    <message>
        <source>Image %1 not found in the local store. Sync, or check the tag.</source>
        <translation>Image %1 nicht im lokalen Speicher gefunden. Synchronisieren Sie, oder prüfen Sie den Tag.</translation>
    </message>
    <message>
        <source>Image %1 not found in the local store. Sync first, or check the name.</source>
        <translation>Image %1 nicht im lokalen Speicher gefunden. Synchronisieren Sie zuerst, oder prüfen Sie den Namen.</translation>
    </message>
    <message>
        <source>%1 has its own reports for %2@%3. Sync them instead.</source>
        <translation>%1 hat eigene Berichte zu %2@%3. Synchronisieren Sie diese stattdessen.</translation>
    </message>
    <message>
        <source>The sync of %1 is not complete.</source>
        <translation>Die Synchronisierung von %1 ist nicht vollständig.</translation>
    </message>
    <message>
        <source>The project list of %1 is incomplete.</source>
        <translation>Die Projektliste von %1 ist unvollständig.</translation>
    </message>
    <message>
        <source>The local store could not be read completely: %1</source>
        <translation>Der lokale Speicher konnte nicht vollständig gelesen werden: %1</translation>
    </message>
    <message>
        <source>Decisions could not be read; findings may appear undecided: %1</source>
        <translation>Entscheidungen konnten nicht gelesen werden; Befunde erscheinen evtl. unentschieden: %1</translation>
    </message>
    <message>
        <source>No account for %1. Add an account to open its images.</source>
        <translation>Kein Konto für %1. Fügen Sie ein Konto hinzu, um die Images zu öffnen.</translation>
    </message>
    <message>
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>--%1 requires a future date (2027-02-23) or a duration (30d), not %2.</source>
        <translation>--%1 erfordert ein künftiges Datum (2027-02-23) oder eine Dauer (30d), nicht %2.</translation>
    </message>
    <message>
        <source>--state requires in_triage, exploitable, not_affected, false_positive, resolved, resolved_with_pedigree or risk_accepted.</source>
        <translation>--state erfordert in_triage, exploitable, not_affected, false_positive, resolved, resolved_with_pedigree oder risk_accepted.</translation>
    </message>
    <message>
        <source>%1 is not a justification. Use a CycloneDX justification, e.g. code_not_reachable.</source>
        <translation>%1 ist keine Begründung. Verwenden Sie eine CycloneDX-Begründung, z. B. code_not_reachable.</translation>
    </message>
    <message>
        <source>A decision requires a query; without one it would apply to all findings.</source>
        <translation>Eine Entscheidung erfordert eine Abfrage; ohne sie gälte sie für alle Befunde.</translation>
    </message>
    <message>
        <source>--reach requires everywhere, registry, project, repository or digest, not %1.</source>
        <translation>--reach erfordert everywhere, registry, project, repository oder digest, nicht %1.</translation>
    </message>
    <message>
        <source>%1 does not support groups. With --group, use table, json, csv or jsonl.</source>
        <translation>%1 unterstützt keine Gruppen. Verwenden Sie mit --group table, json, csv oder jsonl.</translation>
    </message>
    <message>
        <source>Specify the policy with --policy FILE.</source>
        <translation>Geben Sie die Richtlinie mit --policy DATEI an.</translation>
    </message>
    <message>
        <source>--format requires table, json or sarif, not %1.</source>
        <translation>--format erfordert table, json oder sarif, nicht %1.</translation>
    </message>
    <message>
        <source>The report contains no image reference. Specify REF: HOST/REPOSITORY[:TAG]@DIGEST.</source>
        <translation>Der Bericht enthält keine Image-Referenz. Geben Sie REF an: HOST/REPOSITORY[:TAG]@DIGEST.</translation>
    </message>
    <message>
        <source>Neither the report nor REF contains a digest. Specify REF as HOST/REPOSITORY[:TAG]@DIGEST.</source>
        <translation>Weder der Bericht noch REF enthält einen Digest. Geben Sie REF als HOST/REPOSITORY[:TAG]@DIGEST an.</translation>
    </message>
    <message>
        <source>--format requires openvex, cyclonedx or csaf, not %1.</source>
        <translation>--format erfordert openvex, cyclonedx oder csaf, nicht %1.</translation>
    </message>
    <message>
        <source>Usage: lotse-cli vex export FILE [QUERY...], or lotse-cli vex import FILE.</source>
        <translation>Aufruf: lotse-cli vex export DATEI [ABFRAGE...] oder lotse-cli vex import DATEI.</translation>
    </message>
    <message>
        <source>Another Lotse process with profile %1 is not responding. Quit it, or set LOTSE_PROFILE to another profile.</source>
        <translation>Ein anderer Lotse-Prozess mit Profil %1 reagiert nicht. Beenden Sie ihn, oder setzen Sie LOTSE_PROFILE auf ein anderes Profil.</translation>
    </message>
    <message>
        <source>Another Lotse process is using the settings: changes last until this window is closed.</source>
        <translation>Ein anderer Lotse-Prozess verwendet die Einstellungen: Änderungen gelten, bis dieses Fenster geschlossen wird.</translation>
    </message>
    <message>
        <source>No disk space for temporary files: default settings are used and changes are not saved. Free disk space and restart Lotse.</source>
        <translation>Kein Platz für temporäre Dateien: Es gelten Standardeinstellungen, Änderungen werden nicht gespeichert. Schaffen Sie Platz, und starten Sie Lotse neu.</translation>
    </message>
    <message>
        <source>The settings in %1 are not readable and are not overwritten. Changes are not saved. Check the file permissions.</source>
        <translation>Die Einstellungen in %1 sind nicht lesbar und werden nicht überschrieben. Änderungen werden nicht gespeichert. Prüfen Sie die Rechte der Datei.</translation>
    </message>
    <message>
        <source>The settings are invalid. They were renamed to %1, and defaults are used.</source>
        <translation>Die Einstellungen sind ungültig. Sie wurden in %1 umbenannt, es gelten Standardeinstellungen.</translation>
    </message>
    <message>
        <source>The settings in %1 are invalid and are not overwritten. Changes are not saved.</source>
        <translation>Die Einstellungen in %1 sind ungültig und werden nicht überschrieben. Änderungen werden nicht gespeichert.</translation>
    </message>
    <message>
        <source>The settings in %1 were written by a newer version of Lotse. Supported settings are used; changes are not saved.</source>
        <translation>Die Einstellungen in %1 stammen von einer neueren Version von Lotse. Unterstützte Einstellungen gelten; Änderungen werden nicht gespeichert.</translation>
    </message>
    <message>
        <source>Settings cannot be saved: %1 Changes last until Lotse quits.</source>
        <translation>Einstellungen können nicht gespeichert werden: %1 Änderungen gelten, bis Lotse beendet wird.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings</source>
        <comment>%Ln finding</comment>
        <translation>
            <numerusform>%Ln Befund</numerusform>
            <numerusform>%Ln Befunde</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images</source>
        <comment>%Ln image</comment>
        <translation>
            <numerusform>%Ln Image</numerusform>
            <numerusform>%Ln Images</numerusform>
        </translation>
    </message>
    <message>
        <source>No fix available for %1 in %2.</source>
        <translation>Keine Korrektur für %1 in %2 verfügbar.</translation>
    </message>
    <message>
        <source>Upgrade %1 to %2: closes %3 in %4.</source>
        <translation>%1 auf %2 anheben: erledigt %3 in %4.</translation>
    </message>
    <message>
        <source>known exploited</source>
        <translation>bekannt ausgenutzt</translation>
    </message>
    <message>
        <source>used by ransomware</source>
        <translation>von Erpressern benutzt</translation>
    </message>
    <message>
        <source>EPSS %1</source>
        <translation>EPSS %1</translation>
    </message>
    <message>
        <source>severity %2</source>
        <translation>Schweregrad %2</translation>
    </message>
    <message>
        <source>a fix is available</source>
        <translation>eine Korrektur gibt es</translation>
    </message>
    <message>
        <source>running in a cluster</source>
        <translation>läuft in einem Cluster</translation>
    </message>
    <message>
        <source>exposed</source>
        <translation>erreichbar</translation>
    </message>
    <message>
        <source>in the base image only</source>
        <translation>nur im Basis-Image</translation>
    </message>
    <message>
        <source>not pulled for 90 days</source>
        <translation>seit 90 Tagen nicht gezogen</translation>
    </message>
    <message numerus="yes">
        <source>The EPSS list is %Ln days old. Import a newer file.</source>
        <comment>The EPSS list is %Ln day old. Import a newer file.</comment>
        <translation>
            <numerusform>Die EPSS-Liste ist %Ln Tag alt. Lesen Sie eine neuere Datei ein.</numerusform>
            <numerusform>Die EPSS-Liste ist %Ln Tage alt. Lesen Sie eine neuere Datei ein.</numerusform>
        </translation>
    </message>
    <message>
        <source>negligible</source>
        <translation>unbedeutend</translation>
    </message>
    <message>
        <source>low</source>
        <translation>niedrig</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>high</source>
        <translation>hoch</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>kritisch</translation>
    </message>
    <message>
        <source>EPSS not known</source>
        <translation>EPSS nicht bekannt</translation>
    </message>
    <message>
        <source>no fix yet</source>
        <translation>noch keine Korrektur</translation>
    </message>
    <message>
        <source>%1 of 1000: %2.</source>
        <translation>%1 von 1000: %2.</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln entries</source>
        <comment>%1: %Ln entry</comment>
        <translation>
            <numerusform>%1: %Ln Eintrag</numerusform>
            <numerusform>%1: %Ln Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>VEX (OpenVEX)</source>
        <translation>VEX (OpenVEX)</translation>
    </message>
    <message>
        <source>VEX (CycloneDX)</source>
        <translation>VEX (CycloneDX)</translation>
    </message>
    <message>
        <source>VEX (CSAF)</source>
        <translation>VEX (CSAF)</translation>
    </message>
    <message>
        <source>Attestation: VEX (OpenVEX)</source>
        <translation>Attestierung: VEX (OpenVEX)</translation>
    </message>
    <message>
        <source>Attestation: VEX (CSAF)</source>
        <translation>Attestierung: VEX (CSAF)</translation>
    </message>
    <message>
        <source>Attestation: provenance (SLSA)</source>
        <translation>Attestierung: Herkunft (SLSA)</translation>
    </message>
    <message>
        <source>Attestation: SBOM (SPDX)</source>
        <translation>Attestierung: SBOM (SPDX)</translation>
    </message>
    <message>
        <source>Attestation: VEX (CycloneDX)</source>
        <translation>Attestierung: VEX (CycloneDX)</translation>
    </message>
    <message>
        <source>Attestation: SBOM or VEX (CycloneDX)</source>
        <translation>Attestierung: SBOM oder VEX (CycloneDX)</translation>
    </message>
    <message>
        <source>Attestation: scan report</source>
        <translation>Attestierung: Scan-Bericht</translation>
    </message>
    <message>
        <source>Sigstore bundle (signature)</source>
        <translation>Sigstore-Bundle (Signatur)</translation>
    </message>
    <message>
        <source>other images</source>
        <translation>andere Images</translation>
    </message>
    <message>
        <source>It lists only other images, not the image that it is attached to.</source>
        <translation>Es nennt nur andere Images, nicht das, an dem es hängt.</translation>
    </message>
    <message>
        <source>The findings of this image are not in the local store.</source>
        <translation>Die Befunde dieses Images sind nicht im lokalen Speicher.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>No finding of this image has this vulnerability in this package and version.</source>
        <translation>Kein Befund dieses Images hat diese Schwachstelle in diesem Paket und dieser Version.</translation>
    </message>
    <message>
        <source>Justification</source>
        <translation>Begründung nach Norm</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkte</translation>
    </message>
    <message>
        <source>Finds in this image</source>
        <translation>Findet in diesem Image</translation>
    </message>
    <message>
        <source>The attachment is empty.</source>
        <translation>Der Anhang ist leer.</translation>
    </message>
    <message>
        <source>Unsupported attestation type: %1.</source>
        <translation>Nicht unterstützter Attestierungstyp: %1.</translation>
    </message>
    <message>
        <source>The attestation does not list the image that it is attached to.</source>
        <translation>Die Attestierung nennt nicht das Image, an dem sie hängt.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings in %1 follow the changed decision.</source>
        <comment>%Ln finding in %1 follows the changed decision.</comment>
        <translation>
            <numerusform>%Ln Befund in %1 folgt der geänderten Entscheidung.</numerusform>
            <numerusform>%Ln Befunde in %1 folgen der geänderten Entscheidung.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It also reaches %Ln findings that are not selected.</source>
        <comment>It also reaches %Ln finding that is not selected.</comment>
        <translation>
            <numerusform>Sie erreicht auch %Ln Befund, der nicht ausgewählt ist.</numerusform>
            <numerusform>Sie erreicht auch %Ln Befunde, die nicht ausgewählt sind.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows could not be read and are not shown.</source>
        <comment>%Ln row could not be read and is not shown.</comment>
        <translation>
            <numerusform>%Ln Zeile ließ sich nicht lesen und wird nicht gezeigt.</numerusform>
            <numerusform>%Ln Zeilen ließen sich nicht lesen und werden nicht gezeigt.</numerusform>
        </translation>
    </message>
    <message>
        <source>on events</source>
        <translation>durch Ereignisse</translation>
    </message>
    <message numerus="yes">
        <source>expired %Ln days ago</source>
        <comment>expired %Ln day ago</comment>
        <translation>
            <numerusform>seit %Ln Tag abgelaufen</numerusform>
            <numerusform>seit %Ln Tagen abgelaufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln days</source>
        <comment>in %Ln day</comment>
        <translation>
            <numerusform>in %Ln Tag</numerusform>
            <numerusform>in %Ln Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Expired robot accounts: %2</source>
        <translation>Abgelaufene Robot-Konten: %2</translation>
    </message>
    <message>
        <source>Robot accounts that never expire: %2</source>
        <translation>Robot-Konten ohne Ablauf: %2</translation>
    </message>
    <message>
        <source>Robot accounts that expire in %1: %2</source>
        <translation>Robot-Konten, die in %1 ablaufen: %2</translation>
    </message>
    <message>
        <source>later</source>
        <translation>später</translation>
    </message>
    <message>
        <source>Robot accounts that expire later: %2</source>
        <translation>Robot-Konten, die später ablaufen: %2</translation>
    </message>
    <message>
        <source>Projects without a response: %1.</source>
        <translation>Projekte ohne Antwort: %1.</translation>
    </message>
    <message>
        <source>All projects use the default scanner.</source>
        <translation>Alle Projekte verwenden den Standard-Scanner.</translation>
    </message>
    <message>
        <source>Projects with a non-default scanner: %1 of %2: %3.</source>
        <translation>Projekte mit anderem Scanner als dem Standard: %1 von %2: %3.</translation>
    </message>
    <message>
        <source>pushed artifacts</source>
        <translation>gepushte Artefakte</translation>
    </message>
    <message>
        <source>deleted artifacts</source>
        <translation>gelöschte Artefakte</translation>
    </message>
    <message>
        <source>pulled artifacts</source>
        <translation>gezogene Artefakte</translation>
    </message>
    <message>
        <source>new projects</source>
        <translation>neue Projekte</translation>
    </message>
    <message>
        <source>deleted projects</source>
        <translation>gelöschte Projekte</translation>
    </message>
    <message>
        <source>changed projects</source>
        <translation>geänderte Projekte</translation>
    </message>
    <message>
        <source>deleted repositories</source>
        <translation>gelöschte Repositorys</translation>
    </message>
    <message>
        <source>sign-ins</source>
        <translation>Anmeldungen</translation>
    </message>
    <message>
        <source>sign-outs</source>
        <translation>Abmeldungen</translation>
    </message>
    <message>
        <source>new users</source>
        <translation>neue Benutzer</translation>
    </message>
    <message>
        <source>deleted users</source>
        <translation>gelöschte Benutzer</translation>
    </message>
    <message>
        <source>changed users</source>
        <translation>geänderte Benutzer</translation>
    </message>
    <message>
        <source>new robot accounts</source>
        <translation>neue Robot-Konten</translation>
    </message>
    <message>
        <source>deleted robot accounts</source>
        <translation>gelöschte Robot-Konten</translation>
    </message>
    <message>
        <source>changed configuration</source>
        <translation>geänderte Konfiguration</translation>
    </message>
    <message>
        <source>new members</source>
        <translation>neue Mitglieder</translation>
    </message>
    <message>
        <source>removed members</source>
        <translation>entfernte Mitglieder</translation>
    </message>
    <message>
        <source>changed members</source>
        <translation>geänderte Mitglieder</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 Tage</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>purges nothing: no event selected (older than %1)</source>
        <translation>bereinigt nichts: kein Ereignis gewählt (älter als %1)</translation>
    </message>
    <message>
        <source>purges entries older than %1: %2</source>
        <translation>bereinigt Einträge älter als %1: %2</translation>
    </message>
    <message>
        <source>%1 (dry run)</source>
        <translation>%1 (Probelauf)</translation>
    </message>
    <message>
        <source>including untagged artifacts</source>
        <translation>einschließlich Artefakten ohne Tag</translation>
    </message>
    <message>
        <source>excluding untagged artifacts</source>
        <translation>ohne Artefakte ohne Tag</translation>
    </message>
    <message>
        <source>excluding artifacts newer than %1</source>
        <translation>ohne Artefakte jünger als %1</translation>
    </message>
    <message>
        <source>workers: %1</source>
        <translation>Arbeiter: %1</translation>
    </message>
    <message>
        <source>dry run</source>
        <translation>Probelauf</translation>
    </message>
    <message>
        <source>%1 on %2.</source>
        <translation>%1 auf %2.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln decisions</source>
        <comment>%Ln decision</comment>
        <translation>
            <numerusform>%Ln Entscheidung</numerusform>
            <numerusform>%Ln Entscheidungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Last event</source>
        <translation>Letztes Ereignis</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>The last trigger times of webhooks could not be read.</source>
        <translation>Die letzten Auslösezeiten der Webhooks konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>No events yet.</source>
        <translation>Noch keine Ereignisse.</translation>
    </message>
    <message>
        <source>%1 is not a file. Choose the client certificate file.</source>
        <translation>%1 ist keine Datei. Wählen Sie die Datei des Client-Zertifikats.</translation>
    </message>
    <message>
        <source>%1 contains no private key in PEM format. Choose the file that starts with -----BEGIN PRIVATE KEY-----.</source>
        <translation>%1 enthält keinen privaten Schlüssel im PEM-Format. Wählen Sie die Datei, die mit -----BEGIN PRIVATE KEY----- beginnt.</translation>
    </message>
    <message>
        <source>The private key in %1 is encrypted. Enter the passphrase in the account; it is stored with the account secret.</source>
        <translation>Der private Schlüssel in %1 ist verschlüsselt. Geben Sie die Passphrase im Konto ein; sie wird mit dem Secret des Kontos gespeichert.</translation>
    </message>
    <message>
        <source>Wrong passphrase for the private key in %1. Enter it again in the account.</source>
        <translation>Falsche Passphrase für den privaten Schlüssel in %1. Geben Sie sie im Konto erneut ein.</translation>
    </message>
    <message>
        <source>%1 contains no certificate in PEM format. Choose the file that starts with -----BEGIN CERTIFICATE-----; convert .p12 or .pfx files to PEM first.</source>
        <translation>%1 enthält kein Zertifikat im PEM-Format. Wählen Sie die Datei, die mit -----BEGIN CERTIFICATE----- beginnt; wandeln Sie .p12- oder .pfx-Dateien zuerst in PEM um.</translation>
    </message>
    <message>
        <source>The private key in %1 does not match the certificate in %2. Choose the matching key.</source>
        <translation>Der private Schlüssel in %1 passt nicht zum Zertifikat in %2. Wählen Sie den passenden Schlüssel.</translation>
    </message>
    <message>
        <source>Unsupported private key in %1. Use an RSA or NIST elliptic curve key.</source>
        <translation>Nicht unterstützter privater Schlüssel in %1. Verwenden Sie einen RSA-Schlüssel oder eine elliptische Kurve von NIST.</translation>
    </message>
    <message>
        <source>%1 rejected the client certificate of this account: expired or wrong CA. Nothing was changed. Ask the registry administrator.</source>
        <translation>%1 hat das Client-Zertifikat dieses Kontos abgelehnt: abgelaufen oder falsche CA. Es wurde nichts geändert. Fragen Sie den Administrator der Registry.</translation>
    </message>
    <message>
        <source>%1 requires a client certificate, and this account has none. Nothing was changed. Choose the certificate and key files in the account.</source>
        <translation>%1 verlangt ein Client-Zertifikat, und dieses Konto hat keines. Es wurde nichts geändert. Wählen Sie Zertifikat und Schlüssel im Konto.</translation>
    </message>
    <message>
        <source>%1 ended the TLS handshake. Nothing was sent. The server may require a client certificate, or no TLS version or cipher is shared.</source>
        <translation>%1 hat den TLS-Handshake beendet. Es wurde nichts gesendet. Der Server verlangt vielleicht ein Client-Zertifikat, oder es gibt keine gemeinsame TLS-Version oder Chiffre.</translation>
    </message>
    <message>
        <source>A client key requires a certificate. Choose the certificate file, or leave both empty.</source>
        <translation>Ein Client-Schlüssel erfordert ein Zertifikat. Wählen Sie die Zertifikatsdatei, oder lassen Sie beide leer.</translation>
    </message>
    <message>
        <source>%1 is not an absolute file path. Choose the file again.</source>
        <translation>%1 ist kein absoluter Dateipfad. Wählen Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>Maximum timeout: %1 seconds, maximum deadline: %2; 0 uses the defaults.</source>
        <translation>Höchster Timeout: %1 Sekunden, höchste Frist: %2; 0 verwendet die Standardwerte.</translation>
    </message>
    <message>
        <source>%1 uses the system allowlist. The change switches it to a project allowlist: current system entries are copied, later ones are not.</source>
        <translation>%1 verwendet die System-Allowlist. Die Änderung stellt auf eine Projekt-Allowlist um: Heutige System-Einträge werden kopiert, spätere nicht.</translation>
    </message>
    <message>
        <source>The allowlist expired on %1 and has no effect until its expiry is extended. The proposal does not change the expiry.</source>
        <translation>Die Allowlist ist am %1 abgelaufen und wirkungslos, bis ihr Ablauf verlängert wird. Der Vorschlag ändert den Ablauf nicht.</translation>
    </message>
    <message>
        <source>The allowlist expires on %1 and then has no effect.</source>
        <translation>Die Allowlist läuft am %1 ab und ist danach wirkungslos.</translation>
    </message>
    <message>
        <source>The allowlist never expires: entries apply until they are removed.</source>
        <translation>Die Allowlist läuft nie ab: Einträge gelten, bis sie entfernt werden.</translation>
    </message>
    <message>
        <source>%1 uses the system allowlist; its project allowlist has no effect.</source>
        <translation>%1 verwendet die System-Allowlist; die Projekt-Allowlist ist wirkungslos.</translation>
    </message>
    <message>
        <source>%1 does not block vulnerable images; the allowlist has no effect there.</source>
        <translation>%1 blockiert keine verwundbaren Images; die Allowlist hat dort keine Wirkung.</translation>
    </message>
    <message>
        <source>No project that uses this allowlist blocks vulnerable images.</source>
        <translation>Kein Projekt mit dieser Allowlist blockiert verwundbare Images.</translation>
    </message>
    <message>
        <source>No vulnerability selected for the allowlist. Select other findings.</source>
        <translation>Keine Schwachstelle für die Allowlist gewählt. Wählen Sie andere Befunde.</translation>
    </message>
    <message>
        <source>%1 vulnerabilities exceed the maximum of %2. Narrow the selection.</source>
        <translation>%1 Schwachstellen überschreiten das Maximum von %2. Engen Sie die Auswahl ein.</translation>
    </message>
    <message>
        <source>Project %1 not found or not visible to this account. Choose another allowlist.</source>
        <translation>Projekt %1 nicht gefunden oder für dieses Konto nicht sichtbar. Wählen Sie eine andere Allowlist.</translation>
    </message>
    <message>
        <source>No permission to read the system allowlist; no proposal is possible.</source>
        <translation>Keine Berechtigung, die System-Allowlist zu lesen; kein Vorschlag möglich.</translation>
    </message>
    <message>
        <source>the system allowlist</source>
        <translation>die System-Allowlist</translation>
    </message>
    <message>
        <source>the allowlist of project %1</source>
        <translation>die Allowlist von Projekt %1</translation>
    </message>
    <message>
        <source>Nothing changes on %1.</source>
        <translation>Auf %1 ändert sich nichts.</translation>
    </message>
    <message>
        <source>Adds %1 to %2.</source>
        <translation>Ergänzt: %1 (%2).</translation>
    </message>
    <message>
        <source>Removes %1 from %2.</source>
        <translation>Entfernt: %1 (%2).</translation>
    </message>
    <message>
        <source>No change to which images can be pulled.</source>
        <translation>Keine Änderung, welche Images gepullt werden können.</translation>
    </message>
    <message>
        <source>Proposal for an allowlist of %1</source>
        <translation>Vorschlag für eine Zulassungsliste von %1</translation>
    </message>
    <message>
        <source>Nothing was changed in the registry. Based on synced reports, and on policies and allowlists of %1.</source>
        <translation>In der Registry wurde nichts geändert. Grundlage: synchronisierte Berichte sowie Richtlinien und Allowlists vom %1.</translation>
    </message>
    <message>
        <source>Becomes pullable:</source>
        <translation>Wird pullbar:</translation>
    </message>
    <message>
        <source>Becomes blocked:</source>
        <translation>Wird blockiert:</translation>
    </message>
    <message>
        <source>Request to send:</source>
        <translation>Zu sendende Anfrage:</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>kein Datum</translation>
    </message>
    <message>
        <source>This list is already loaded. Nothing changed.</source>
        <translation>Diese Liste ist bereits geladen. Keine Änderung.</translation>
    </message>
    <message>
        <source>No findings selected for the allowlist.</source>
        <translation>Keine Befunde für die Allowlist gewählt.</translation>
    </message>
    <message>
        <source>%1 is not connected: policies and allowlists are not available. Connect first.</source>
        <translation>%1 ist nicht verbunden: Richtlinien und Allowlists sind nicht verfügbar. Verbinden Sie zuerst.</translation>
    </message>
    <message>
        <source>Only Harbor has allowlists.</source>
        <translation>Nur Harbor hat Allowlists.</translation>
    </message>
    <message>
        <source>The query matches no synced finding of %1.</source>
        <translation>Die Abfrage trifft auf keinen synchronisierten Befund von %1 zu.</translation>
    </message>
    <message>
        <source>Specify one allowlist: --project NAME, or --system for the system allowlist.</source>
        <translation>Geben Sie eine Allowlist an: --project NAME, oder --system für die System-Allowlist.</translation>
    </message>
    <message>
        <source>Use either --add or --remove.</source>
        <translation>Verwenden Sie entweder --add oder --remove.</translation>
    </message>
    <message>
        <source>%1 is not a number of seconds.</source>
        <translation>%1 ist keine Anzahl von Sekunden.</translation>
    </message>
    <message>
        <source>#%1 (deleted)</source>
        <translation>#%1 (gelöscht)</translation>
    </message>
    <message>
        <source>The object with ID %1 was deleted.</source>
        <translation>Das Objekt mit der ID %1 wurde gelöscht.</translation>
    </message>
    <message>
        <source>#%1 (name unknown)</source>
        <translation>#%1 (Name unbekannt)</translation>
    </message>
    <message>
        <source>The names could not be loaded. Refresh to try again.</source>
        <translation>Die Namen konnten nicht geladen werden. Aktualisieren Sie, um es erneut zu versuchen.</translation>
    </message>
    <message>
        <source>#%1</source>
        <translation>#%1</translation>
    </message>
    <message>
        <source>group %1 (deleted)</source>
        <translation>Gruppe %1 (gelöscht)</translation>
    </message>
    <message>
        <source>user %1 (deleted)</source>
        <translation>Benutzer %1 (gelöscht)</translation>
    </message>
    <message>
        <source>Same list in the local store.</source>
        <translation>Gleiche Liste im lokalen Speicher.</translation>
    </message>
    <message>
        <source>%1 is not in the local store: the sync of project %2 is incomplete.</source>
        <translation>%1 ist nicht im lokalen Speicher: Die Synchronisierung von Projekt %2 ist unvollständig.</translation>
    </message>
    <message>
        <source>%1 was not listed by the registry in the sync of %2.</source>
        <translation>%1 wurde von der Registry bei der Synchronisierung vom %2 nicht aufgelistet.</translation>
    </message>
    <message>
        <source>%1 has %2 findings in the local store but is not in the registry&apos;s list, which covers only the default scanner and excludes deleted artifacts.</source>
        <translation>%1 hat %2 Befunde im lokalen Speicher, fehlt aber in der Liste der Registry, die nur den Standard-Scanner und keine gelöschten Artefakte umfasst.</translation>
    </message>
    <message>
        <source>%1 has %2 findings in the report of %3 synced %4 but is not in the registry&apos;s list, which covers only the default scanner and excludes deleted or rescanned artifacts.</source>
        <translation>%1 hat %2 Befunde im Bericht von %3 (synchronisiert %4), fehlt aber in der Liste der Registry, die nur den Standard-Scanner und keine gelöschten oder neu gescannten Artefakte umfasst.</translation>
    </message>
    <message>
        <source>The local store has no readable report of %1.</source>
        <translation>Der lokale Speicher hat keinen lesbaren Bericht von %1.</translation>
    </message>
    <message>
        <source>%1: the registry counts %2 findings; the report synced %3 has %4.</source>
        <translation>%1: Die Registry zählt %2 Befunde; der Bericht (synchronisiert %3) hat %4.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>CVSS %1 (%2)</source>
        <translation>CVSS %1 (%2)</translation>
    </message>
    <message>
        <source>The score %2 of %1 is CVSS 2; the registry uses only CVSS 3.</source>
        <translation>Die Bewertung %2 von %1 ist CVSS 2; die Registry verwendet nur CVSS 3.</translation>
    </message>
    <message>
        <source>%1 has %2 here but is not in the registry&apos;s list: no current report of the default scanner has it; the oldest report here was synced %3.</source>
        <translation>%1 hat hier %2, fehlt aber in der Liste der Registry: Kein aktueller Bericht des Standard-Scanners enthält es; der älteste Bericht hier wurde %3 synchronisiert.</translation>
    </message>
    <message>
        <source>No report in the local store contains %1; the oldest report was synced %2.</source>
        <translation>Kein Bericht im lokalen Speicher enthält %1; der älteste wurde %2 synchronisiert.</translation>
    </message>
    <message>
        <source>%1: registry %2, local reports (oldest synced %3) %4.</source>
        <translation>%1: Registry %2, lokale Berichte (ältester synchronisiert %3) %4.</translation>
    </message>
    <message numerus="yes">
        <source>CVSS %1, %Ln artifacts</source>
        <comment>CVSS %1, %Ln artifact</comment>
        <translation>
            <numerusform>CVSS %1, %Ln Artefakt</numerusform>
            <numerusform>CVSS %1, %Ln Artefakte</numerusform>
        </translation>
    </message>
    <message>
        <source>tied</source>
        <translation>Gleichstand</translation>
    </message>
    <message>
        <source>not in the local store</source>
        <translation>nicht im lokalen Bestand</translation>
    </message>
    <message>
        <source>no report in the local store</source>
        <translation>kein Bericht im lokalen Bestand</translation>
    </message>
    <message>
        <source>different counts</source>
        <translation>andere Zahlen</translation>
    </message>
    <message>
        <source>in the local store only</source>
        <translation>nur im lokalen Bestand</translation>
    </message>
    <message>
        <source>rank shifted</source>
        <translation>Rang verschoben</translation>
    </message>
    <message>
        <source>The allowlist expired on %1 and has no effect. Choose a later expiry.</source>
        <translation>Die Allowlist ist am %1 abgelaufen und wirkungslos. Wählen Sie einen späteren Ablauf.</translation>
    </message>
    <message>
        <source>The expiry of the allowlist changes from %1 to never.</source>
        <translation>Der Ablauf der Allowlist ändert sich von %1 auf nie.</translation>
    </message>
    <message>
        <source>The expiry of the allowlist changes from never to %1.</source>
        <translation>Der Ablauf der Allowlist ändert sich von nie auf %1.</translation>
    </message>
    <message>
        <source>The expiry of the allowlist changes to %1 (now %2).</source>
        <translation>Der Ablauf der Allowlist ändert sich auf %1 (jetzt %2).</translation>
    </message>
    <message>
        <source>No entry changes on %1.</source>
        <translation>Kein Eintrag ändert sich (%1).</translation>
    </message>
    <message>
        <source>Run %1 of %2</source>
        <translation>Lauf %1 von %2</translation>
    </message>
    <message>
        <source>--expires requires a future date (2027-02-23), a duration (30d) or never, not %1.</source>
        <translation>--expires erfordert ein künftiges Datum (2027-02-23), eine Dauer (30d) oder never, nicht %1.</translation>
    </message>
    <message>
        <source>Events: %1.</source>
        <translation>Ereignisse: %1.</translation>
    </message>
    <message>
        <source>Artifact pushed</source>
        <translation>Artefakt gepusht</translation>
    </message>
    <message>
        <source>Artifact pulled</source>
        <translation>Artefakt gepullt</translation>
    </message>
    <message>
        <source>Artifact deleted</source>
        <translation>Artefakt gelöscht</translation>
    </message>
    <message>
        <source>Scan finished</source>
        <translation>Scan beendet</translation>
    </message>
    <message>
        <source>Scan failed</source>
        <translation>Scan fehlgeschlagen</translation>
    </message>
    <message>
        <source>Scan stopped</source>
        <translation>Scan angehalten</translation>
    </message>
    <message>
        <source>Quota exceeded</source>
        <translation>Kontingent überschritten</translation>
    </message>
    <message>
        <source>Quota nearly full</source>
        <translation>Kontingent fast voll</translation>
    </message>
    <message>
        <source>Replication finished</source>
        <translation>Replikation beendet</translation>
    </message>
    <message>
        <source>Retention finished</source>
        <translation>Aufbewahrung beendet</translation>
    </message>
    <message>
        <source>Not enough memory to unpack the file.</source>
        <translation>Der Arbeitsspeicher reicht nicht, um die Datei zu entpacken.</translation>
    </message>
    <message>
        <source>The file unpacks to more than %1 MiB and was not read as %2.</source>
        <translation>Die Datei ist entpackt größer als %1 MiB und wurde nicht als %2 gelesen.</translation>
    </message>
    <message>
        <source>The compressed file is damaged or truncated and was not read as %1. Download it again.</source>
        <translation>Die gepackte Datei ist beschädigt oder abgeschnitten und wurde nicht als %1 gelesen. Laden Sie sie neu herunter.</translation>
    </message>
    <message>
        <source>The file is damaged or truncated (incomplete UTF-16 or UTF-32) and was not read as %1.</source>
        <translation>Die Datei ist beschädigt oder abgeschnitten (unvollständiges UTF-16 oder UTF-32) und wurde nicht als %1 gelesen.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>The file is a ZIP archive. Unpack it and import the JSON file in it.</source>
        <translation>Die Datei ist ein ZIP-Archiv. Entpacken Sie es und lesen Sie die JSON-Datei darin ein.</translation>
    </message>
    <message>
        <source>The file is compressed with xz, zstd or bzip2. Unpack it first.</source>
        <translation>Die Datei ist mit xz, zstd oder bzip2 gepackt. Entpacken Sie sie zuerst.</translation>
    </message>
    <message>
        <source>The file is a PDF. Use the JSON output of the scanner.</source>
        <translation>Die Datei ist ein PDF. Verwenden Sie die JSON-Ausgabe des Scanners.</translation>
    </message>
    <message>
        <source>The file is CycloneDX XML. Convert it to JSON.</source>
        <translation>Die Datei ist CycloneDX als XML. Wandeln Sie sie in JSON um.</translation>
    </message>
    <message>
        <source>The file is SPDX RDF. Convert it to JSON.</source>
        <translation>Die Datei ist SPDX als RDF. Wandeln Sie sie in JSON um.</translation>
    </message>
    <message>
        <source>The file is an HTML page, possibly a sign-in page. Download it again, or use the JSON output of the scanner.</source>
        <translation>Die Datei ist eine HTML-Seite, vielleicht eine Anmeldeseite. Laden Sie sie neu herunter, oder verwenden Sie die JSON-Ausgabe des Scanners.</translation>
    </message>
    <message>
        <source>The file is XML. Convert it to JSON.</source>
        <translation>Die Datei ist XML. Wandeln Sie sie in JSON um.</translation>
    </message>
    <message>
        <source>The file is SPDX tag-value. Convert it to JSON.</source>
        <translation>Die Datei ist SPDX im Tag-Value-Format. Wandeln Sie sie in JSON um.</translation>
    </message>
    <message>
        <source>The file is YAML. Convert it to JSON (kubectl get … -o json).</source>
        <translation>Die Datei ist YAML. Wandeln Sie sie in JSON um (kubectl get … -o json).</translation>
    </message>
    <message>
        <source>The file is a YAML SBOM. Convert it to JSON.</source>
        <translation>Die Datei ist eine SBOM als YAML. Wandeln Sie sie in JSON um.</translation>
    </message>
    <message>
        <source>The file is a CSV table. Use the JSON output of the scanner.</source>
        <translation>Die Datei ist eine CSV-Tabelle. Verwenden Sie die JSON-Ausgabe des Scanners.</translation>
    </message>
    <message>
        <source>The file is terminal output. Use the JSON output of the scanner.</source>
        <translation>Die Datei ist eine Terminalausgabe. Verwenden Sie die JSON-Ausgabe des Scanners.</translation>
    </message>
    <message>
        <source>%1 is not a regular file and was not read. Specify a regular file.</source>
        <translation>%1 ist keine reguläre Datei und wurde nicht gelesen. Geben Sie eine reguläre Datei an.</translation>
    </message>
    <message>
        <source>%1 is not a folder. Move or rename the file.</source>
        <translation>%1 ist kein Ordner. Verschieben Sie die Datei, oder benennen Sie sie um.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a package URL.</source>
        <translation>„%1“ ist keine Paket-URL.</translation>
    </message>
    <message>
        <source>The file is neither UTF-8 nor UTF-16 and was not read as %1. Save it as UTF-8.</source>
        <translation>Die Datei ist weder UTF-8 noch UTF-16 und wurde nicht als %1 gelesen. Speichern Sie sie als UTF-8.</translation>
    </message>
    <message>
        <source>The KEV list is incomplete: it has fewer entries than its count. Download it again.</source>
        <translation>Die KEV-Liste ist unvollständig: Sie hat weniger Einträge als angegeben. Laden Sie sie neu herunter.</translation>
    </message>
    <message>
        <source>This is not a KEV list. Use known_exploited_vulnerabilities.json or .csv as published by CISA.</source>
        <translation>Das ist keine KEV-Liste. Verwenden Sie known_exploited_vulnerabilities.json oder .csv, wie von der CISA veröffentlicht.</translation>
    </message>
    <message>
        <source>The vulnerabilities of this CycloneDX document are not a list. Nothing was imported.</source>
        <translation>Die Schwachstellen dieses CycloneDX-Dokuments sind keine Liste. Es wurde nichts importiert.</translation>
    </message>
    <message>
        <source>This CycloneDX document has no vulnerabilities: it is an SBOM, not a scan. Nothing was imported.</source>
        <translation>Dieses CycloneDX-Dokument hat keine Schwachstellen: Es ist eine SBOM, kein Scan. Es wurde nichts importiert.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln vulnerabilities carry a decision of the document (analysis), which is not applied here. Import it with &quot;vex import&quot;, too.</source>
        <comment>%Ln vulnerability carries a decision of the document (analysis), which is not applied here. Import it with &quot;vex import&quot;, too.</comment>
        <translation>
            <numerusform>%Ln Schwachstelle trägt eine Entscheidung des Dokuments (analysis), die hier nicht angewendet wird. Lesen Sie es auch mit „vex import“ ein.</numerusform>
            <numerusform>%Ln Schwachstellen tragen eine Entscheidung des Dokuments (analysis), die hier nicht angewendet wird. Lesen Sie es auch mit „vex import“ ein.</numerusform>
        </translation>
    </message>
    <message>
        <source>The matches of this Grype report are not a list. Nothing was imported; scan again.</source>
        <translation>Die Treffer dieses Grype-Berichts sind keine Liste. Es wurde nichts importiert; scannen Sie erneut.</translation>
    </message>
    <message>
        <source>This Harbor report has no vulnerability list: the image was not scanned, or the report is truncated. Nothing was imported.</source>
        <translation>Dieser Harbor-Bericht hat keine Schwachstellenliste: Das Image wurde nicht gescannt, oder der Bericht ist abgeschnitten. Es wurde nichts importiert.</translation>
    </message>
    <message>
        <source>This is a GitLab security report. Import the JSON report of the scanner.</source>
        <translation>Das ist ein GitLab-Sicherheitsbericht. Importieren Sie den JSON-Bericht des Scanners.</translation>
    </message>
    <message>
        <source>This is an OSV-Scanner report. Import its SARIF output (--format sarif).</source>
        <translation>Das ist ein Bericht von OSV-Scanner. Importieren Sie dessen SARIF-Ausgabe (--format sarif).</translation>
    </message>
    <message>
        <source>This is an SPDX SBOM without vulnerabilities. Import a scan of it.</source>
        <translation>Das ist eine SPDX-SBOM ohne Schwachstellen. Importieren Sie einen Scan davon.</translation>
    </message>
    <message>
        <source>This is an OpenVEX document, not a scan. Import it with &quot;vex import&quot;.</source>
        <translation>Das ist ein OpenVEX-Dokument, kein Scan. Importieren Sie es mit „vex import“.</translation>
    </message>
    <message>
        <source>This is a CSAF document, not a scan. Import it with &quot;vex import&quot;.</source>
        <translation>Das ist ein CSAF-Dokument, kein Scan. Importieren Sie es mit „vex import“.</translation>
    </message>
    <message>
        <source>This is a Syft SBOM without vulnerabilities. Scan it with Grype.</source>
        <translation>Das ist eine Syft-SBOM ohne Schwachstellen. Scannen Sie sie mit Grype.</translation>
    </message>
    <message>
        <source>This is a KEV list. Import it with &quot;priority&quot;.</source>
        <translation>Das ist eine KEV-Liste. Importieren Sie sie mit „priority“.</translation>
    </message>
    <message>
        <source>This is a Snyk JSON report. Import its SARIF output (--sarif).</source>
        <translation>Das ist ein JSON-Bericht von Snyk. Importieren Sie dessen SARIF-Ausgabe (--sarif).</translation>
    </message>
    <message>
        <source>This is a Trivy operator %1 without vulnerabilities. Import the VulnerabilityReport.</source>
        <translation>Das ist ein %1 des Trivy-Operators ohne Schwachstellen. Importieren Sie den VulnerabilityReport.</translation>
    </message>
    <message>
        <source>This is an attestation. Import the contained report (member &quot;predicate&quot;).</source>
        <translation>Das ist eine Attestierung. Importieren Sie den enthaltenen Bericht (Element &quot;predicate&quot;).</translation>
    </message>
    <message>
        <source>Unsupported report: use Trivy, Grype, SARIF, CycloneDX or Harbor reports.</source>
        <translation>Nicht unterstützter Bericht: Verwenden Sie Trivy, Grype, SARIF, CycloneDX oder Harbor.</translation>
    </message>
    <message>
        <source>The scan of %1 cannot be read.</source>
        <translation>Der Scan von %1 ist nicht lesbar.</translation>
    </message>
    <message>
        <source>This list of Kubernetes objects contains no VulnerabilityReport (found: %1). Nothing was imported.</source>
        <translation>Diese Liste von Kubernetes-Objekten enthält keinen VulnerabilityReport (gefunden: %1). Es wurde nichts importiert.</translation>
    </message>
    <message>
        <source>The file contains reports of %1 images.</source>
        <translation>Die Datei enthält Berichte von %1 Images.</translation>
    </message>
    <message>
        <source>SARIF %1 is not supported. Use SARIF 2.1.0.</source>
        <translation>SARIF %1 wird nicht unterstützt. Verwenden Sie SARIF 2.1.0.</translation>
    </message>
    <message>
        <source>This SARIF report is from a failed scan. Nothing was imported; scan again.</source>
        <translation>Dieser SARIF-Bericht stammt von einem fehlgeschlagenen Scan. Es wurde nichts importiert; scannen Sie erneut.</translation>
    </message>
    <message>
        <source>This SARIF report has no results and is not a scan. Nothing was imported.</source>
        <translation>Dieser SARIF-Bericht hat keine Ergebnisse und ist kein Scan. Es wurde nichts importiert.</translation>
    </message>
    <message>
        <source>This SARIF report of %1 has no vulnerabilities; results of other kinds (secrets, misconfigurations, code analysis): %2. Nothing was imported.</source>
        <translation>Dieser SARIF-Bericht von %1 hat keine Schwachstellen; Ergebnisse anderer Art (Secrets, Fehlkonfigurationen, Code-Analyse): %2. Es wurde nichts importiert.</translation>
    </message>
    <message>
        <source>This Trivy report has no results: Trivy found nothing to scan. It is not imported as a report without findings.</source>
        <translation>Dieser Trivy-Bericht hat keine Ergebnisse: Trivy fand nichts zu scannen. Er wird nicht als Bericht ohne Befunde importiert.</translation>
    </message>
    <message>
        <source>The results of this Trivy report are not a list. Nothing was imported; scan again.</source>
        <translation>Die Ergebnisse dieses Trivy-Berichts sind keine Liste. Es wurde nichts importiert; scannen Sie erneut.</translation>
    </message>
    <message>
        <source>This Trivy report has no vulnerability scan, only secrets (%1), misconfigurations (%2) and licences (%3). Nothing was imported.</source>
        <translation>Dieser Trivy-Bericht hat keinen Schwachstellen-Scan, nur Secrets (%1), Fehlkonfigurationen (%2) und Lizenzen (%3). Es wurde nichts importiert.</translation>
    </message>
    <message>
        <source>%1 runs several images, and the report does not assign its findings to an image.</source>
        <translation>%1 verwendet mehrere Images, und der Bericht ordnet seine Befunde keinem Image zu.</translation>
    </message>
    <message>
        <source>This Trivy cluster report has no detailed findings. Create it with --report all --format json.</source>
        <translation>Dieser Trivy-Cluster-Bericht hat keine detaillierten Befunde. Erstellen Sie ihn mit --report all --format json.</translation>
    </message>
    <message>
        <source>This Trivy cluster report has no image scan. Nothing was imported.</source>
        <translation>Dieser Trivy-Cluster-Bericht hat keinen Image-Scan. Es wurde nichts importiert.</translation>
    </message>
    <message>
        <source>This Trivy operator report has no scan. Nothing was imported.</source>
        <translation>Dieser Bericht des Trivy-Operators hat keinen Scan. Es wurde nichts importiert.</translation>
    </message>
    <message>
        <source>This Trivy operator report has no vulnerability list. Nothing was imported.</source>
        <translation>Dieser Bericht des Trivy-Operators hat keine Schwachstellenliste. Es wurde nichts importiert.</translation>
    </message>
    <message>
        <source>the package URL is not valid</source>
        <translation>die Paket-URL ist ungültig</translation>
    </message>
    <message>
        <source>the product is a CPE, which reports do not contain</source>
        <translation>das Produkt ist eine CPE, die Berichte nicht enthalten</translation>
    </message>
    <message>
        <source>the product identifier is not used in reports</source>
        <translation>die Produktkennung kommt in Berichten nicht vor</translation>
    </message>
    <message>
        <source>the component is not a package</source>
        <translation>die Komponente ist kein Paket</translation>
    </message>
    <message>
        <source>the product is not an image</source>
        <translation>das Produkt ist kein Image</translation>
    </message>
    <message>
        <source>the version range &quot;%1&quot; is invalid</source>
        <translation>der Versionsbereich „%1“ ist ungültig</translation>
    </message>
    <message>
        <source>the document is not final: its status is %1</source>
        <translation>das Dokument ist nicht endgültig: sein Status ist %1</translation>
    </message>
    <message>
        <source>the document has an unresolved reference</source>
        <translation>das Dokument hat einen nicht auflösbaren Verweis</translation>
    </message>
    <message>
        <source>not affected, without a justification or an impact statement</source>
        <translation>nicht betroffen, ohne Begründung oder Aussage zur Auswirkung</translation>
    </message>
    <message>
        <source>no version is given for the state</source>
        <translation>für den Status ist keine Version angegeben</translation>
    </message>
    <message>
        <source>no image or package is given</source>
        <translation>weder Image noch Paket angegeben</translation>
    </message>
    <message>
        <source>%1 is missing: %2</source>
        <translation>%1 fehlt: %2</translation>
    </message>
    <message>
        <source>A row could not be read: %1</source>
        <translation>Eine Zeile war nicht lesbar: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more rows could not be read.</source>
        <comment>%Ln more row could not be read.</comment>
        <translation>
            <numerusform>%Ln weitere Zeile war nicht lesbar.</numerusform>
            <numerusform>%Ln weitere Zeilen waren nicht lesbar.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has the wrong type.</source>
        <translation>%1 hat den falschen Typ.</translation>
    </message>
    <message>
        <source>The registry ignores %1 here: the change has no effect.</source>
        <translation>Die Registry ignoriert %1 hier: Die Änderung ist wirkungslos.</translation>
    </message>
    <message>
        <source>%1 must be between %2 and %3.</source>
        <translation>%1 muss zwischen %2 und %3 liegen.</translation>
    </message>
    <message>
        <source>%1 must be one of: %2.</source>
        <translation>%1 muss eines davon sein: %2.</translation>
    </message>
    <message>
        <source>%1 is too long: at most %2 bytes.</source>
        <translation>%1 ist zu lang: höchstens %2 Bytes.</translation>
    </message>
    <message>
        <source>%1 must not be empty.</source>
        <translation>%1 darf nicht leer sein.</translation>
    </message>
    <message>
        <source>%1 is not supported by the registry.</source>
        <translation>%1 wird von der Registry nicht unterstützt.</translation>
    </message>
    <message>
        <source>%1 is missing.</source>
        <translation>%1 fehlt.</translation>
    </message>
    <message>
        <source>Add %1%2 to project %3</source>
        <translation>%1%2 zum Projekt %3 hinzufügen</translation>
    </message>
    <message>
        <source>A group that does not exist is created. With the database as authentication mode, Harbor refuses groups.</source>
        <translation>Eine nicht vorhandene Gruppe wird angelegt. Im Anmeldemodus „Datenbank“ lehnt Harbor Gruppen ab.</translation>
    </message>
    <message>
        <source>Change the role of member %1 of project %2</source>
        <translation>Rolle des Mitglieds %1 im Projekt %2 ändern</translation>
    </message>
    <message>
        <source>Harbor does not protect the last project admin.</source>
        <translation>Harbor schützt den letzten Projektadministrator nicht.</translation>
    </message>
    <message>
        <source>Remove member %1 from project %2</source>
        <translation>Mitglied %1 aus dem Projekt %2 entfernen</translation>
    </message>
    <message>
        <source>Create user %1</source>
        <translation>Benutzer %1 anlegen</translation>
    </message>
    <message>
        <source>Change the profile of user %1</source>
        <translation>Profil des Benutzers %1 ändern</translation>
    </message>
    <message>
        <source>Delete user %1</source>
        <translation>Benutzer %1 löschen</translation>
    </message>
    <message>
        <source>Memberships and password are lost; recreating creates a new user.</source>
        <translation>Mitgliedschaften und Passwort gehen verloren; neu angelegt ist es ein anderer Benutzer.</translation>
    </message>
    <message>
        <source>Change the system admin right of user %1</source>
        <translation>Systemadministrator-Recht des Benutzers %1 ändern</translation>
    </message>
    <message>
        <source>Harbor does not protect you or the last system admin. LDAP or OIDC admin groups can still grant the right.</source>
        <translation>Harbor schützt weder Sie noch den letzten Systemadministrator. LDAP- oder OIDC-Admin-Gruppen können das Recht trotzdem erteilen.</translation>
    </message>
    <message>
        <source>Set a new password for user %1</source>
        <translation>Neues Passwort für Benutzer %1 setzen</translation>
    </message>
    <message>
        <source>Set a new CLI secret for user %1</source>
        <translation>Neues CLI-Secret für Benutzer %1 setzen</translation>
    </message>
    <message>
        <source>Clients with the old CLI secret can no longer sign in.</source>
        <translation>Clients mit dem alten CLI-Secret können sich nicht mehr anmelden.</translation>
    </message>
    <message>
        <source>Create group %1</source>
        <translation>Gruppe %1 anlegen</translation>
    </message>
    <message>
        <source>Rename group %1 to %2</source>
        <translation>Gruppe %1 in %2 umbenennen</translation>
    </message>
    <message>
        <source>Delete group %1</source>
        <translation>Gruppe %1 löschen</translation>
    </message>
    <message>
        <source>The group is removed from all projects.</source>
        <translation>Die Gruppe wird aus allen Projekten entfernt.</translation>
    </message>
    <message>
        <source>Create robot account %1</source>
        <translation>Robot-Konto %1 anlegen</translation>
    </message>
    <message>
        <source>The secret is shown once.</source>
        <translation>Das Secret wird einmal gezeigt.</translation>
    </message>
    <message>
        <source>Change robot account %1</source>
        <translation>Robot-Konto %1 ändern</translation>
    </message>
    <message>
        <source>Harbor counts the duration from the creation. Permissions on deleted projects are lost.</source>
        <translation>Harbor zählt die Dauer ab der Erstellung. Berechtigungen für gelöschte Projekte gehen verloren.</translation>
    </message>
    <message>
        <source>Refresh secret of robot %1</source>
        <translation>Secret von Robot-Konto %1 erneuern</translation>
    </message>
    <message>
        <source>Clients with the old secret are rejected immediately. The expiry does not change.</source>
        <translation>Clients mit dem alten Secret werden sofort abgelehnt. Der Ablauf ändert sich nicht.</translation>
    </message>
    <message>
        <source>Delete robot account %1</source>
        <translation>Robot-Konto %1 löschen</translation>
    </message>
    <message>
        <source>A recreated robot account has a new secret.</source>
        <translation>Neu angelegt hat das Konto ein neues Secret.</translation>
    </message>
    <message>
        <source>Import users from LDAP</source>
        <translation>Benutzer aus LDAP importieren</translation>
    </message>
    <message>
        <source>Add registry %1</source>
        <translation>Registry %1 hinzufügen</translation>
    </message>
    <message>
        <source>Harbor signs in to the registry immediately.</source>
        <translation>Harbor meldet sich sofort bei der Registry an.</translation>
    </message>
    <message>
        <source>Change registry %1</source>
        <translation>Registry %1 ändern</translation>
    </message>
    <message>
        <source>After a URL change, the stored secret is sent to the new host immediately: enter the secret again.</source>
        <translation>Nach einer URL-Änderung wird das gespeicherte Secret sofort an den neuen Host gesendet: Geben Sie das Secret neu ein.</translation>
    </message>
    <message>
        <source>Delete registry %1</source>
        <translation>Registry %1 löschen</translation>
    </message>
    <message>
        <source>A recreated registry requires the secret again.</source>
        <translation>Neu angelegt erfordert die Registry das Secret erneut.</translation>
    </message>
    <message>
        <source>Test the connection to registry %1</source>
        <translation>Verbindung zur Registry %1 testen</translation>
    </message>
    <message>
        <source>With an ID, the stored secret is sent to the tested URL.</source>
        <translation>Mit einer ID wird das gespeicherte Secret an die getestete URL gesendet.</translation>
    </message>
    <message>
        <source>Add replication policy %1</source>
        <translation>Replikationsrichtlinie %1 hinzufügen</translation>
    </message>
    <message>
        <source>Change replication policy %1</source>
        <translation>Replikationsrichtlinie %1 ändern</translation>
    </message>
    <message>
        <source>Delete replication policy %1</source>
        <translation>Replikationsrichtlinie %1 löschen</translation>
    </message>
    <message>
        <source>All executions must be finished.</source>
        <translation>Alle Läufe müssen beendet sein.</translation>
    </message>
    <message>
        <source>Run replication policy %1</source>
        <translation>Replikationsrichtlinie %1 ausführen</translation>
    </message>
    <message>
        <source>Stop replication run %1</source>
        <translation>Replikationslauf %1 anhalten</translation>
    </message>
    <message>
        <source>Add preheat instance %1</source>
        <translation>Vorwärm-Instanz %1 hinzufügen</translation>
    </message>
    <message>
        <source>Change preheat instance %1</source>
        <translation>Vorwärm-Instanz %1 ändern</translation>
    </message>
    <message>
        <source>Delete preheat instance %1</source>
        <translation>Vorwärm-Instanz %1 löschen</translation>
    </message>
    <message>
        <source>Test the connection to preheat instance %1</source>
        <translation>Verbindung zur Vorwärm-Instanz %1 testen</translation>
    </message>
    <message>
        <source>Add preheat policy %1 to project %2</source>
        <translation>Vorwärm-Richtlinie %1 zum Projekt %2 hinzufügen</translation>
    </message>
    <message>
        <source>Change preheat policy %1 of project %2</source>
        <translation>Vorwärm-Richtlinie %1 des Projekts %2 ändern</translation>
    </message>
    <message>
        <source>Run preheat policy %1 of project %2</source>
        <translation>Vorwärm-Richtlinie %1 des Projekts %2 ausführen</translation>
    </message>
    <message>
        <source>Delete preheat policy %1 of project %2</source>
        <translation>Vorwärm-Richtlinie %1 des Projekts %2 löschen</translation>
    </message>
    <message>
        <source>Stop preheat run %1</source>
        <translation>Vorwärm-Lauf %1 anhalten</translation>
    </message>
    <message>
        <source>Change the description of repository %1/%2</source>
        <translation>Beschreibung des Repositorys %1/%2 ändern</translation>
    </message>
    <message>
        <source>Delete repository %1/%2</source>
        <translation>Repository %1/%2 löschen</translation>
    </message>
    <message>
        <source>All artifacts are deleted, or none if any tag is immutable.</source>
        <translation>Alle Artefakte werden gelöscht, oder keines, wenn ein Tag unveränderlich ist.</translation>
    </message>
    <message>
        <source>Copy %1 to repository %2/%3</source>
        <translation>%1 in das Repository %2/%3 kopieren</translation>
    </message>
    <message>
        <source>All tags of the digest are copied; existing tags in the target are moved.</source>
        <translation>Alle Tags des Digests werden kopiert; vorhandene Tags im Ziel werden verschoben.</translation>
    </message>
    <message>
        <source>Delete artifact %1 of repository %2/%3</source>
        <translation>Artefakt %1 des Repositorys %2/%3 löschen</translation>
    </message>
    <message>
        <source>All tags and accessories of the digest are also deleted.</source>
        <translation>Alle Tags und Anhänge des Digests werden mitgelöscht.</translation>
    </message>
    <message>
        <source>Add tag %1 to artifact %2</source>
        <translation>Tag %1 zum Artefakt %2 hinzufügen</translation>
    </message>
    <message>
        <source>Remove tag %1 from artifact %2</source>
        <translation>Tag %1 vom Artefakt %2 entfernen</translation>
    </message>
    <message>
        <source>Retention or garbage collection may delete untagged artifacts.</source>
        <translation>Aufbewahrung oder Speicherbereinigung können Artefakte ohne Tag löschen.</translation>
    </message>
    <message>
        <source>Add label %1 to artifact %2</source>
        <translation>Label %1 zu Artefakt %2 hinzufügen</translation>
    </message>
    <message>
        <source>Remove label %1 from artifact %2</source>
        <translation>Label %1 von Artefakt %2 entfernen</translation>
    </message>
    <message>
        <source>Scan artifact %1 of %2/%3</source>
        <translation>Artefakt %1 von %2/%3 scannen</translation>
    </message>
    <message>
        <source>Stop the scan of artifact %1 of %2/%3</source>
        <translation>Scan des Artefakts %1 von %2/%3 anhalten</translation>
    </message>
    <message>
        <source>Create label %1</source>
        <translation>Label %1 anlegen</translation>
    </message>
    <message>
        <source>Change label %1</source>
        <translation>Label %1 ändern</translation>
    </message>
    <message>
        <source>Replication filters use label names and may no longer match.</source>
        <translation>Replikationsfilter verwenden Label-Namen und passen evtl. nicht mehr.</translation>
    </message>
    <message>
        <source>Delete label %1</source>
        <translation>Label %1 löschen</translation>
    </message>
    <message>
        <source>The label is removed from all artifacts.</source>
        <translation>Das Label wird von allen Artefakten entfernt.</translation>
    </message>
    <message>
        <source>Export vulnerabilities</source>
        <translation>Schwachstellen exportieren</translation>
    </message>
    <message>
        <source>Create project %1</source>
        <translation>Projekt %1 anlegen</translation>
    </message>
    <message>
        <source>A proxy cache gets a default 7-day retention rule.</source>
        <translation>Ein Proxy-Cache erhält eine Standard-Aufbewahrungsregel von 7 Tagen.</translation>
    </message>
    <message>
        <source>Change project %1</source>
        <translation>Projekt %1 ändern</translation>
    </message>
    <message>
        <source>The allowlist is replaced, including its expiry.</source>
        <translation>Die Allowlist wird samt Ablauf ersetzt.</translation>
    </message>
    <message>
        <source>Delete project %1</source>
        <translation>Projekt %1 löschen</translation>
    </message>
    <message>
        <source>Robot accounts and preheat policies are deleted immediately; members, retention and immutability rules later.</source>
        <translation>Robot-Konten und Preheat-Richtlinien werden sofort gelöscht; Mitglieder, Aufbewahrungs- und Unveränderlichkeitsregeln später.</translation>
    </message>
    <message>
        <source>Add a setting to project %1</source>
        <translation>Einstellung zum Projekt %1 hinzufügen</translation>
    </message>
    <message>
        <source>Change setting %1 of project %2</source>
        <translation>Einstellung %1 des Projekts %2 ändern</translation>
    </message>
    <message>
        <source>Remove setting %1 of project %2</source>
        <translation>Einstellung %1 des Projekts %2 entfernen</translation>
    </message>
    <message>
        <source>Do not remove retention_id: the policy schedule would continue to delete.</source>
        <translation>Entfernen Sie retention_id nicht: Der Zeitplan der Richtlinie würde weiter löschen.</translation>
    </message>
    <message>
        <source>Scan project %1 with another scanner</source>
        <translation>Projekt %1 mit einem anderen Scanner scannen</translation>
    </message>
    <message>
        <source>Set quota %1 to %2 bytes</source>
        <translation>Kontingent %1 auf %2 Bytes setzen</translation>
    </message>
    <message>
        <source>A limit below the usage blocks all pushes.</source>
        <translation>Ein Limit unter der Belegung blockiert alle Pushes.</translation>
    </message>
    <message>
        <source>Add an immutability rule to project %1</source>
        <translation>Unveränderlichkeitsregel zum Projekt %1 hinzufügen</translation>
    </message>
    <message>
        <source>A new rule is active immediately, even if created as disabled.</source>
        <translation>Eine neue Regel ist sofort aktiv, auch wenn sie deaktiviert angelegt wird.</translation>
    </message>
    <message>
        <source>Change an immutability rule of project %1</source>
        <translation>Unveränderlichkeitsregel des Projekts %1 ändern</translation>
    </message>
    <message>
        <source>Delete an immutability rule of project %1</source>
        <translation>Unveränderlichkeitsregel des Projekts %1 löschen</translation>
    </message>
    <message>
        <source>Matching tags can then be overwritten and deleted.</source>
        <translation>Passende Tags können dann überschrieben und gelöscht werden.</translation>
    </message>
    <message>
        <source>Add a retention policy to a project</source>
        <translation>Aufbewahrungsrichtlinie zu einem Projekt hinzufügen</translation>
    </message>
    <message>
        <source>The registry does not check templates and selectors: make a dry run first.</source>
        <translation>Die Registry prüft Vorlagen und Selektoren nicht: Machen Sie zuerst einen Probelauf.</translation>
    </message>
    <message>
        <source>Change retention policy %1</source>
        <translation>Aufbewahrungsrichtlinie %1 ändern</translation>
    </message>
    <message>
        <source>Delete retention policy %1</source>
        <translation>Aufbewahrungsrichtlinie %1 löschen</translation>
    </message>
    <message>
        <source>The execution history is also deleted; remove only the rules to keep it.</source>
        <translation>Der Verlauf der Läufe wird mitgelöscht; entfernen Sie nur die Regeln, um ihn zu behalten.</translation>
    </message>
    <message>
        <source>Run retention policy %1</source>
        <translation>Aufbewahrungsrichtlinie %1 ausführen</translation>
    </message>
    <message>
        <source>Only a dry run deletes nothing.</source>
        <translation>Nur ein Probelauf löscht nichts.</translation>
    </message>
    <message>
        <source>Stop run %1 of retention policy %2</source>
        <translation>Lauf %1 der Aufbewahrungsrichtlinie %2 anhalten</translation>
    </message>
    <message>
        <source>Add webhook %1 to project %2</source>
        <translation>Webhook %1 zum Projekt %2 hinzufügen</translation>
    </message>
    <message>
        <source>Change webhook %1 of project %2</source>
        <translation>Webhook %1 des Projekts %2 ändern</translation>
    </message>
    <message>
        <source>The authorization header is stored in plain text and is removed if omitted.</source>
        <translation>Der Authorization-Header wird im Klartext gespeichert und entfernt, wenn er fehlt.</translation>
    </message>
    <message>
        <source>Delete webhook %1 of project %2</source>
        <translation>Webhook %1 des Projekts %2 löschen</translation>
    </message>
    <message>
        <source>Change the system allowlist</source>
        <translation>Zulassungsliste des Systems ändern</translation>
    </message>
    <message>
        <source>Change the configuration</source>
        <translation>Konfiguration ändern</translation>
    </message>
    <message>
        <source>New values take effect within a minute. One invalid value rejects the whole change.</source>
        <translation>Neue Werte gelten innerhalb einer Minute. Ein ungültiger Wert verwirft die ganze Änderung.</translation>
    </message>
    <message>
        <source>Test the connection to the LDAP server</source>
        <translation>Verbindung zum LDAP-Server testen</translation>
    </message>
    <message>
        <source>Test the OIDC provider %1</source>
        <translation>OIDC-Anbieter %1 testen</translation>
    </message>
    <message>
        <source>Add scanner %1</source>
        <translation>Scanner %1 hinzufügen</translation>
    </message>
    <message>
        <source>The first scanner becomes the default.</source>
        <translation>Der erste Scanner wird zum Standard.</translation>
    </message>
    <message>
        <source>Change scanner %1</source>
        <translation>Scanner %1 ändern</translation>
    </message>
    <message>
        <source>The registry does not test the new URL. Its health status is up to 30 s old.</source>
        <translation>Die Registry testet die neue URL nicht. Ihr Status ist bis zu 30 s alt.</translation>
    </message>
    <message>
        <source>Delete scanner %1</source>
        <translation>Scanner %1 löschen</translation>
    </message>
    <message>
        <source>Without a default scanner every scan fails: set another one first.</source>
        <translation>Ohne Standard-Scanner schlägt jeder Scan fehl: Legen Sie zuerst einen anderen fest.</translation>
    </message>
    <message>
        <source>Make scanner %1 the default</source>
        <translation>Scanner %1 zum Standard machen</translation>
    </message>
    <message>
        <source>Test the connection to scanner %1</source>
        <translation>Verbindung zum Scanner %1 testen</translation>
    </message>
    <message>
        <source>Scan all artifacts</source>
        <translation>Alle Artefakte scannen</translation>
    </message>
    <message>
        <source>Change the scan-all schedule</source>
        <translation>Zeitplan von „Alles scannen“ ändern</translation>
    </message>
    <message>
        <source>Stop the scan of all artifacts</source>
        <translation>Scan aller Artefakte anhalten</translation>
    </message>
    <message>
        <source>Run garbage collection</source>
        <translation>Speicherbereinigung ausführen</translation>
    </message>
    <message>
        <source>Change the GC schedule</source>
        <translation>Zeitplan der Speicherbereinigung ändern</translation>
    </message>
    <message>
        <source>The type Manual starts it immediately. The registry does not report whether the schedule is a dry run: set it again.</source>
        <translation>Der Typ Manual startet sofort. Die Registry meldet nicht, ob der Zeitplan ein Probelauf ist: Setzen Sie es erneut.</translation>
    </message>
    <message>
        <source>Stop garbage collection %1</source>
        <translation>Speicherbereinigung %1 anhalten</translation>
    </message>
    <message>
        <source>Purge the audit trail</source>
        <translation>Audit-Protokoll bereinigen</translation>
    </message>
    <message>
        <source>Change the audit purge schedule</source>
        <translation>Zeitplan der Audit-Bereinigung ändern</translation>
    </message>
    <message>
        <source>The type Manual starts it immediately.</source>
        <translation>Der Typ Manual startet sofort.</translation>
    </message>
    <message>
        <source>Stop audit purge %1</source>
        <translation>Audit-Bereinigung %1 anhalten</translation>
    </message>
    <message>
        <source>Stop job %1</source>
        <translation>Auftrag %1 anhalten</translation>
    </message>
    <message>
        <source>%2 the queue of %1</source>
        <translation>Warteschlange %1: %2</translation>
    </message>
    <message>
        <source>Stopping clears the queue permanently.</source>
        <translation>Anhalten leert die Warteschlange endgültig.</translation>
    </message>
    <message>
        <source>The operation %1 has no body.</source>
        <translation>Die Operation %1 hat keinen Body.</translation>
    </message>
    <message>
        <source>The operation %1 requires a body.</source>
        <translation>Die Operation %1 erfordert einen Body.</translation>
    </message>
    <message>
        <source>The list is too long; only the first %1 rows are shown. Narrow it with a filter.</source>
        <translation>Die Liste ist zu lang; nur die ersten %1 Zeilen werden gezeigt. Engen Sie sie mit einem Filter ein.</translation>
    </message>
    <message>
        <source>The registry sent more rows than the page size; %1 rows were skipped.</source>
        <translation>Die Registry sendete mehr Zeilen als die Seitengröße; %1 Zeilen wurden übersprungen.</translation>
    </message>
    <message>
        <source>The registry reports %1 rows but sent %2 different rows.</source>
        <translation>Die Registry meldet %1 Zeilen, sendete aber %2 verschiedene.</translation>
    </message>
    <message>
        <source>The list changed while loading; rows may be missing.</source>
        <translation>Die Liste änderte sich beim Laden; Zeilen können fehlen.</translation>
    </message>
    <message>
        <source>The registry sent duplicate rows and no total; rows may be missing.</source>
        <translation>Die Registry sendete doppelte Zeilen und keine Gesamtzahl; Zeilen können fehlen.</translation>
    </message>
    <message>
        <source>The list has no end; loading stopped after %1 pages.</source>
        <translation>Die Liste hat kein Ende; das Laden wurde nach %1 Seiten angehalten.</translation>
    </message>
    <message>
        <source>The registry reports no total; rows may be missing.</source>
        <translation>Die Registry meldet keine Gesamtzahl; Zeilen können fehlen.</translation>
    </message>
    <message>
        <source>The response is not readable: duplicate %1.</source>
        <translation>Die Antwort ist nicht lesbar: %1 ist doppelt.</translation>
    </message>
    <message>
        <source>The attestations could not be loaded: %1</source>
        <translation>Die Attestierungen konnten nicht geladen werden: %1</translation>
    </message>
    <message>
        <source>Webhook %1 of %2 failed</source>
        <translation>Webhook %1 von %2 fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 is unhealthy</source>
        <translation>%1 ist nicht gesund</translation>
    </message>
    <message>
        <source>The quota of %1 is full</source>
        <translation>Das Kontingent von %1 ist voll</translation>
    </message>
    <message>
        <source>The quota of %1 is nearly full</source>
        <translation>Das Kontingent von %1 ist fast voll</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more quotas are full or nearly full</source>
        <comment>%Ln more quota is full or nearly full</comment>
        <translation>
            <numerusform>%Ln weiteres Kontingent ist voll oder fast voll</numerusform>
            <numerusform>%Ln weitere Kontingente sind voll oder fast voll</numerusform>
        </translation>
    </message>
    <message>
        <source>Replication %1 failed</source>
        <translation>Replikation %1 fehlgeschlagen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more replications failed</source>
        <comment>%Ln more replication failed</comment>
        <translation>
            <numerusform>%Ln weitere Replikation fehlgeschlagen</numerusform>
            <numerusform>%Ln weitere Replikationen fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Robot account %1 has expired</source>
        <translation>Robot-Konto %1 ist abgelaufen</translation>
    </message>
    <message>
        <source>Robot account %1 expires soon</source>
        <translation>Robot-Konto %1 läuft bald ab</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more robots expired or expire soon</source>
        <comment>%Ln more robot expired or expires soon</comment>
        <translation>
            <numerusform>%Ln weiteres Robot-Konto ist abgelaufen oder läuft bald ab</numerusform>
            <numerusform>%Ln weitere Robot-Konten sind abgelaufen oder laufen bald ab</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln artifacts have no scan result</source>
        <comment>%Ln artifact has no scan result</comment>
        <translation>
            <numerusform>%Ln Artefakt hat kein Scan-Ergebnis</numerusform>
            <numerusform>%Ln Artefakte haben kein Scan-Ergebnis</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 are scanned</source>
        <translation>%1 von %2 sind gescannt</translation>
    </message>
    <message>
        <source>The certificate of %1 has expired</source>
        <translation>Das Zertifikat von %1 ist abgelaufen</translation>
    </message>
    <message>
        <source>The certificate of %1 expires soon</source>
        <translation>Das Zertifikat von %1 läuft bald ab</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more webhooks failed</source>
        <comment>%Ln more webhook failed</comment>
        <translation>
            <numerusform>%Ln weiterer Webhook fehlgeschlagen</numerusform>
            <numerusform>%Ln weitere Webhooks fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>quotas</source>
        <translation>Kontingente</translation>
    </message>
    <message>
        <source>replication</source>
        <translation>Replikation</translation>
    </message>
    <message>
        <source>webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>system robot accounts</source>
        <translation>System-Robot-Konten</translation>
    </message>
    <message>
        <source>project robot accounts</source>
        <translation>Projekt-Robot-Konten</translation>
    </message>
    <message>
        <source>scans</source>
        <translation>Scans</translation>
    </message>
    <message>
        <source>Not checked: %1.</source>
        <translation>Nicht geprüft: %1.</translation>
    </message>
    <message>
        <source>Robot accounts and webhooks are checked for at most %1 projects; see their pages.</source>
        <translation>Robot-Konten und Webhooks werden für höchstens %1 Projekte geprüft; siehe deren Seiten.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a date. Enter it as year-month-day: %2.</source>
        <translation>„%1“ ist kein Datum. Geben Sie es als Jahr-Monat-Tag ein: %2.</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <comment>and %Ln more</comment>
        <translation>
            <numerusform>und %Ln weitere</numerusform>
            <numerusform>und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>derived from the report level; no severity from the scanner</source>
        <translation>aus der Stufe des Berichts abgeleitet; kein Schweregrad vom Scanner</translation>
    </message>
    <message>
        <source>derived from %1 %2; no severity from the scanner</source>
        <translation>aus %1 %2 abgeleitet; kein Schweregrad vom Scanner</translation>
    </message>
    <message>
        <source>Found in</source>
        <translation>Gefunden in</translation>
    </message>
    <message>
        <source>CVSS v4</source>
        <translation>CVSS v4</translation>
    </message>
    <message>
        <source>Score by</source>
        <translation>Bewertet von</translation>
    </message>
    <message numerus="yes">
        <source>Decisions on %Ln findings stated in %1.</source>
        <comment>Decisions on %Ln finding stated in %1.</comment>
        <translation>
            <numerusform>Entscheidung zu %Ln Befund in %1 ausgesagt.</numerusform>
            <numerusform>Entscheidungen zu %Ln Befunden in %1 ausgesagt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings saved as %1.</source>
        <comment>%Ln finding saved as %1.</comment>
        <translation>
            <numerusform>%Ln Befund als %1 gespeichert.</numerusform>
            <numerusform>%Ln Befunde als %1 gespeichert.</numerusform>
        </translation>
    </message>
    <message>
        <source>The document is marked as incomplete.</source>
        <translation>Das Dokument ist als unvollständig gekennzeichnet.</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>nicht gelesen</translation>
    </message>
    <message>
        <source>Some build steps could not be read: %1</source>
        <translation>Einige Build-Schritte konnten nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>%1 of %2 failed</source>
        <translation>%1 von %2 fehlgeschlagen</translation>
    </message>
    <message>
        <source>never run</source>
        <translation>nie gelaufen</translation>
    </message>
    <message>
        <source>Last result</source>
        <translation>Letztes Ergebnis</translation>
    </message>
    <message>
        <source>Last run</source>
        <translation>Letzter Lauf</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Some details could not be read: %1</source>
        <translation>Einige Details konnten nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>From the last sync, %1</source>
        <translation>Aus der letzten Synchronisierung, %1</translation>
    </message>
    <message>
        <source>succeeded</source>
        <translation>erfolgreich</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>unhealthy</source>
        <translation>nicht gesund</translation>
    </message>
    <message>
        <source>create</source>
        <translation>anlegen</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>löschen</translation>
    </message>
    <message>
        <source>update</source>
        <translation>ändern</translation>
    </message>
    <message>
        <source>pull</source>
        <translation>Pull</translation>
    </message>
    <message>
        <source>push</source>
        <translation>Push</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>kopieren</translation>
    </message>
    <message>
        <source>read</source>
        <translation>lesen</translation>
    </message>
    <message>
        <source>stop</source>
        <translation>anhalten</translation>
    </message>
    <message>
        <source>sign in</source>
        <translation>anmelden</translation>
    </message>
    <message>
        <source>sign out</source>
        <translation>abmelden</translation>
    </message>
    <message>
        <source>artifact</source>
        <translation>Artefakt</translation>
    </message>
    <message>
        <source>chart</source>
        <translation>Chart</translation>
    </message>
    <message>
        <source>repository</source>
        <translation>Repository</translation>
    </message>
    <message>
        <source>robot account</source>
        <translation>Robot-Konto</translation>
    </message>
    <message>
        <source>member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>This is not a local file. Choose another folder.</source>
        <translation>Das ist keine lokale Datei. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Unknown table format &quot;%1&quot;.</source>
        <translation>Unbekanntes Tabellenformat „%1“.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows copied.</source>
        <comment>%Ln row copied.</comment>
        <translation>
            <numerusform>%Ln Zeile kopiert.</numerusform>
            <numerusform>%Ln Zeilen kopiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows saved as %1</source>
        <comment>%Ln row saved as %1</comment>
        <translation>
            <numerusform>%Ln Zeile als %1 gespeichert</numerusform>
            <numerusform>%Ln Zeilen als %1 gespeichert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows saved as %1, marked as incomplete: %2</source>
        <comment>%Ln row saved as %1, marked as incomplete: %2</comment>
        <translation>
            <numerusform>%Ln Zeile als %1 gespeichert, als unvollständig gekennzeichnet: %2</numerusform>
            <numerusform>%Ln Zeilen als %1 gespeichert, als unvollständig gekennzeichnet: %2</numerusform>
        </translation>
    </message>
    <message>
        <source>The export was cancelled. Nothing was saved.</source>
        <translation>Der Export wurde abgebrochen. Es wurde nichts gespeichert.</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
    <message>
        <source>Only rows with %1</source>
        <translation>Nur Zeilen mit %1</translation>
    </message>
    <message>
        <source>No data loaded yet. Refresh, then try again.</source>
        <translation>Noch keine Daten geladen. Aktualisieren Sie, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>%1: failed</source>
        <translation>%1: fehlgeschlagen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln statements are superseded by a newer one.</source>
        <comment>%Ln statement is superseded by a newer one.</comment>
        <translation>
            <numerusform>%Ln Aussage ist durch eine neuere ersetzt.</numerusform>
            <numerusform>%Ln Aussagen sind durch eine neuere ersetzt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln statements contradict others of the same time and hide nothing.</source>
        <comment>%Ln statement contradicts another one of the same time and hides nothing.</comment>
        <translation>
            <numerusform>%Ln Aussage widerspricht einer anderen gleichen Zeitpunkts und blendet nichts aus.</numerusform>
            <numerusform>%Ln Aussagen widersprechen anderen gleichen Zeitpunkts und blenden nichts aus.</numerusform>
        </translation>
    </message>
    <message>
        <source>Contradicting: %1</source>
        <translation>Widersprüchlich: %1</translation>
    </message>
    <message>
        <source>Superseded: %1</source>
        <translation>Ersetzt: %1</translation>
    </message>
    <message>
        <source>Not final: %1</source>
        <translation>Nicht endgültig: %1</translation>
    </message>
    <message>
        <source>Not applied: %1</source>
        <translation>Nicht angewendet: %1</translation>
    </message>
    <message>
        <source>Version not comparable: %1</source>
        <translation>Version nicht vergleichbar: %1</translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>Entscheiden…</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Open the image</source>
        <translation>Image öffnen</translation>
    </message>
    <message>
        <source>Only %1</source>
        <translation>Nur %1</translation>
    </message>
    <message>
        <source>The response headers of %1 exceed %2 KiB. The response was discarded. Contact the administrator of the registry or its proxy.</source>
        <translation>Die Antwort-Header von %1 überschreiten %2 KiB. Die Antwort wurde verworfen. Wenden Sie sich an den Administrator der Registry oder ihres Proxys.</translation>
    </message>
    <message>
        <source>%1 sent an unexpected partial response (status 206). The response was discarded. Contact the administrator of the registry or its proxy.</source>
        <translation>%1 sendete eine unerwartete Teilantwort (Status 206). Die Antwort wurde verworfen. Wenden Sie sich an den Administrator der Registry oder ihres Proxys.</translation>
    </message>
    <message>
        <source>The account at %1 is read-only; the change was not sent. Allow changes in the account first.</source>
        <translation>Das Konto bei %1 ist schreibgeschützt; die Änderung wurde nicht gesendet. Erlauben Sie zuerst Änderungen im Konto.</translation>
    </message>
    <message>
        <source>The connection to %1 was closed because its account was changed or removed. Open the page again.</source>
        <translation>Die Verbindung zu %1 wurde geschlossen, weil das Konto geändert oder entfernt wurde. Öffnen Sie die Seite erneut.</translation>
    </message>
    <message>
        <source>%1 requires sign-in at %2. No password was sent. Confirm in the account that %2 belongs to this registry (command line: --realm %2).</source>
        <translation>%1 verlangt die Anmeldung bei %2. Es wurde kein Passwort gesendet. Bestätigen Sie im Konto, dass %2 zu dieser Registry gehört (Kommandozeile: --realm %2).</translation>
    </message>
    <message>
        <source>%1 sent an invalid link to the next page. The list may be incomplete. Contact the registry administrator.</source>
        <translation>%1 sendete einen ungültigen Link zur nächsten Seite. Die Liste ist evtl. unvollständig. Wenden Sie sich an den Administrator der Registry.</translation>
    </message>
    <message>
        <source>Unsupported proxy type %1 in the environment. Nothing was sent to %2. Set https_proxy to an http:// or socks5:// URL, or choose a proxy in the network settings.</source>
        <translation>Nicht unterstützter Proxy-Typ %1 in der Umgebung. An %2 wurde nichts gesendet. Setzen Sie https_proxy auf eine URL mit http:// oder socks5://, oder wählen Sie einen Proxy in den Netzwerkeinstellungen.</translation>
    </message>
    <message>
        <source>Manifest not loaded: %1 counts reading it as a pull.</source>
        <translation>Manifest nicht geladen: %1 zählt das Lesen als Pull.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is an image ID: enter host/repository@sha256:… instead.</source>
        <translation>„%1“ ist eine Image-ID: Geben Sie stattdessen host/repository@sha256:… ein.</translation>
    </message>
    <message>
        <source>Unsupported SBOM format: SPDX 2 and 3 and CycloneDX JSON are supported. You can save the file.</source>
        <translation>Nicht unterstütztes SBOM-Format: Unterstützt werden SPDX 2 und 3 und CycloneDX als JSON. Sie können die Datei speichern.</translation>
    </message>
    <message>
        <source>%1 is not a host. Enter the sign-in host reported by the registry, such as auth.example.com or auth.example.com:5001.</source>
        <translation>%1 ist kein Host. Geben Sie den von der Registry gemeldeten Anmelde-Host ein, etwa auth.example.com oder auth.example.com:5001.</translation>
    </message>
    <message>
        <source>The accounts in %1 could not be changed (%2). Check the disk space and folder permissions, then try again.</source>
        <translation>Die Konten in %1 konnten nicht geändert werden (%2). Prüfen Sie Plattenplatz und Rechte des Ordners, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>%1 is not a docker or podman file: &quot;auths&quot; is missing. The file was skipped.</source>
        <translation>%1 ist keine Datei von docker oder podman: &quot;auths&quot; fehlt. Die Datei wurde übersprungen.</translation>
    </message>
    <message>
        <source>%1 could not be changed (%2). Check the disk space and folder permissions, then try again.</source>
        <translation>%1 konnte nicht geändert werden (%2). Prüfen Sie Plattenplatz und Rechte des Ordners, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The decision counter file %1 is damaged. Check that no decision is missing, then delete the file; it is recreated.</source>
        <translation>Die Zählerdatei der Entscheidungen, %1, ist beschädigt. Prüfen Sie, ob keine Entscheidung fehlt, und löschen Sie die Datei; sie wird neu angelegt.</translation>
    </message>
    <message>
        <source>%1 is not a regular file and was not opened. Move it, then start again.</source>
        <translation>%1 ist keine reguläre Datei und wurde nicht geöffnet. Verschieben Sie sie, und starten Sie neu.</translation>
    </message>
    <message>
        <source>%1 cannot be opened for writing (%2). Check the permissions of the file and folder.</source>
        <translation>%1 kann nicht zum Schreiben geöffnet werden (%2). Prüfen Sie die Rechte der Datei und ihres Ordners.</translation>
    </message>
    <message>
        <source>%1 is damaged. No data is lost: the next sync renames the file and syncs all data again.</source>
        <translation>%1 ist beschädigt. Es gehen keine Daten verloren: Die nächste Synchronisierung benennt die Datei um und liest alles neu.</translation>
    </message>
    <message>
        <source>%1 could not be read or written (%2). Stored data is unchanged. Check the disk, then try again.</source>
        <translation>%1 konnte nicht gelesen oder geschrieben werden (%2). Gespeicherte Daten sind unverändert. Prüfen Sie den Datenträger, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>%1 is missing or empty; expected entries: %2. Restore it from a backup. To start without them, delete %3.</source>
        <translation>%1 fehlt oder ist leer; erwartete Einträge: %2. Stellen Sie die Datei aus einer Sicherung wieder her. Um ohne sie zu beginnen, löschen Sie %3.</translation>
    </message>
    <message>
        <source>%1 has %2 entries instead of %3. Restore it from a backup. To continue with these entries, delete %4.</source>
        <translation>%1 hat %2 Einträge statt %3. Stellen Sie die Datei aus einer Sicherung wieder her. Um damit fortzufahren, löschen Sie %4.</translation>
    </message>
    <message>
        <source>The entries in %1 were modified. Restore it from a backup. To continue with these entries, delete %2.</source>
        <translation>Die Einträge in %1 wurden verändert. Stellen Sie die Datei aus einer Sicherung wieder her. Um damit fortzufahren, löschen Sie %2.</translation>
    </message>
    <message>
        <source>Another process added entries. Nothing was changed. Check the entries, then try again.</source>
        <translation>Ein anderer Prozess hat Einträge hinzugefügt. Es wurde nichts geändert. Prüfen Sie die Einträge, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The image &quot;%1&quot; in the report is not a reference. Specify REF: HOST/REPOSITORY[:TAG]@DIGEST.</source>
        <translation>Das Image „%1“ im Bericht ist keine Referenz. Geben Sie REF an: HOST/REPOSITORY[:TAG]@DIGEST.</translation>
    </message>
    <message>
        <source>The report contains several digests (%1). Specify REF: HOST/REPOSITORY[:TAG]@DIGEST.</source>
        <translation>Der Bericht enthält mehrere Digests (%1). Geben Sie REF an: HOST/REPOSITORY[:TAG]@DIGEST.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln secrets</source>
        <comment>%Ln secret</comment>
        <translation>
            <numerusform>%Ln Secret</numerusform>
            <numerusform>%Ln Secrets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln misconfigurations</source>
        <comment>%Ln misconfiguration</comment>
        <translation>
            <numerusform>%Ln Fehlkonfiguration</numerusform>
            <numerusform>%Ln Fehlkonfigurationen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln licences</source>
        <comment>%Ln licence</comment>
        <translation>
            <numerusform>%Ln Lizenz</numerusform>
            <numerusform>%Ln Lizenzen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln suppressed by the scanner</source>
        <comment>%Ln suppressed by the scanner</comment>
        <translation>
            <numerusform>%Ln vom Scanner unterdrückt</numerusform>
            <numerusform>%Ln vom Scanner unterdrückt</numerusform>
        </translation>
    </message>
    <message>
        <source>Not imported: %1.</source>
        <translation>Nicht importiert: %1.</translation>
    </message>
    <message>
        <source>No data synced with this account yet. Run &quot;lotse-cli sync&quot; with it first.</source>
        <translation>Mit diesem Konto wurde noch nichts synchronisiert. Führen Sie zuerst „lotse-cli sync“ damit aus.</translation>
    </message>
    <message>
        <source>Combined view of %1 accounts of %2; a single account may see less.</source>
        <translation>Gemeinsame Sicht von %1 Konten bei %2; ein einzelnes Konto sieht evtl. weniger.</translation>
    </message>
    <message>
        <source>Use either an account name or --%1, not both.</source>
        <translation>Verwenden Sie entweder einen Kontonamen oder --%1, nicht beides.</translation>
    </message>
    <message>
        <source>The account name is given twice: %1 and --name %2.</source>
        <translation>Der Kontoname ist doppelt angegeben: %1 und --name %2.</translation>
    </message>
    <message>
        <source>--plain-http-confirm requires the host %1.</source>
        <translation>--plain-http-confirm erfordert den Host %1.</translation>
    </message>
    <message>
        <source>%1 uses https: --plain-http-confirm has no effect.</source>
        <translation>%1 verwendet https: --plain-http-confirm ist wirkungslos.</translation>
    </message>
    <message>
        <source>With --no-test, a password requires --keep keychain or --keep sealed.</source>
        <translation>Mit --no-test erfordert ein Passwort --keep keychain oder --keep sealed.</translation>
    </message>
    <message>
        <source>No changes specified for %1. &quot;lotse-cli accounts --help&quot; lists the options.</source>
        <translation>Keine Änderungen für %1 angegeben. „lotse-cli accounts --help“ listet die Optionen auf.</translation>
    </message>
    <message>
        <source>%1 is not a list: --csv has no effect.</source>
        <translation>%1 ist keine Liste: --csv ist wirkungslos.</translation>
    </message>
    <message>
        <source>The file contains reports of %1 images, none of %2.</source>
        <translation>Die Datei enthält Berichte von %1 Images, keinen von %2.</translation>
    </message>
    <message>
        <source>%1 is not Harbor and has no projects: --project has no effect.</source>
        <translation>%1 ist kein Harbor und hat keine Projekte: --project ist wirkungslos.</translation>
    </message>
    <message>
        <source>%1 are system-wide and cannot be filtered by project.</source>
        <translation>%1 gelten systemweit und sind nicht nach Projekt filterbar.</translation>
    </message>
    <message>
        <source>%1 is not a list: %2 has no effect.</source>
        <translation>%1 ist keine Liste: %2 ist wirkungslos.</translation>
    </message>
    <message>
        <source>%1 cannot be filtered by %2. &quot;--raw-query q=%2=...&quot; sends the filter to the registry, which ignores unknown names.</source>
        <translation>%1 sind nicht nach %2 filterbar. „--raw-query q=%2=...“ sendet den Filter an die Registry, die unbekannte Namen ignoriert.</translation>
    </message>
    <message>
        <source>--raw-query requires a filter: name=value.</source>
        <translation>--raw-query erfordert einen Filter: name=wert.</translation>
    </message>
    <message>
        <source>All pages are loaded: %1 has no effect.</source>
        <translation>Alle Seiten werden geladen: %1 ist wirkungslos.</translation>
    </message>
    <message>
        <source>%1 is given twice.</source>
        <translation>%1 ist zweimal angegeben.</translation>
    </message>
    <message>
        <source>--client-key has an effect only with --client-cert.</source>
        <translation>--client-key wirkt nur zusammen mit --client-cert.</translation>
    </message>
    <message>
        <source>%1 does not sign in: --password-fd has no effect.</source>
        <translation>%1 meldet sich nicht an: --password-fd ist wirkungslos.</translation>
    </message>
    <message>
        <source>The secret of %1 is not in the secrets file: --master-password-fd has no effect.</source>
        <translation>Das Secret von %1 ist nicht in der Datei der Secrets: --master-password-fd ist wirkungslos.</translation>
    </message>
    <message>
        <source>--author has an effect only with --format openvex, cyclonedx or csaf.</source>
        <translation>--author wirkt nur mit --format openvex, cyclonedx oder csaf.</translation>
    </message>
    <message>
        <source>--author-url has an effect only with --format csaf.</source>
        <translation>--author-url wirkt nur mit --format csaf.</translation>
    </message>
    <message>
        <source>The demo could not be started. Run: lotse --demo</source>
        <translation>Die Demo konnte nicht gestartet werden. Führen Sie aus: lotse --demo</translation>
    </message>
    <message numerus="yes">
        <source>%1 in %2, %Ln already decided.</source>
        <comment>%1 in %2, %Ln already decided.</comment>
        <translation>
            <numerusform>%1 in %2, davon %Ln bereits entschieden.</numerusform>
            <numerusform>%1 in %2, davon %Ln bereits entschieden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The KEV list is %Ln days old. Import a newer file.</source>
        <comment>The KEV list is %Ln day old. Import a newer file.</comment>
        <translation>
            <numerusform>Die KEV-Liste ist %Ln Tag alt. Importieren Sie eine neuere Datei.</numerusform>
            <numerusform>Die KEV-Liste ist %Ln Tage alt. Importieren Sie eine neuere Datei.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in an attestation with %Ln signatures, not verified</source>
        <comment>in an attestation with %Ln signature, not verified</comment>
        <translation>
            <numerusform>in einer Attestierung mit %Ln Signatur, nicht verifiziert</numerusform>
            <numerusform>in einer Attestierung mit %Ln Signaturen, nicht verifiziert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln findings are already decided. Withdraw or change the decision first.</source>
        <comment>The finding is already decided. Withdraw or change the decision first.</comment>
        <translation>
            <numerusform>Der Befund ist bereits entschieden. Ziehen Sie die Entscheidung zuerst zurück, oder ändern Sie sie.</numerusform>
            <numerusform>Alle %Ln Befunde sind bereits entschieden. Ziehen Sie die Entscheidung zuerst zurück, oder ändern Sie sie.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln decided findings follow this decision.</source>
        <comment>%Ln decided finding follows this decision.</comment>
        <translation>
            <numerusform>%Ln entschiedener Befund folgt dieser Entscheidung.</numerusform>
            <numerusform>%Ln entschiedene Befunde folgen dieser Entscheidung.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines of the report are not readable and missing here.</source>
        <comment>%Ln line of the report is not readable and missing here.</comment>
        <translation>
            <numerusform>%Ln Zeile des Berichts ist nicht lesbar und fehlt hier.</numerusform>
            <numerusform>%Ln Zeilen des Berichts sind nicht lesbar und fehlen hier.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln repositories, list incomplete: %1</source>
        <comment>%Ln repository, list incomplete: %1</comment>
        <translation>
            <numerusform>%Ln Repository, Liste unvollständig: %1</numerusform>
            <numerusform>%Ln Repositorys, Liste unvollständig: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tags, list incomplete: %1</source>
        <comment>%Ln tag, list incomplete: %1</comment>
        <translation>
            <numerusform>%Ln Tag, Liste unvollständig: %1</numerusform>
            <numerusform>%Ln Tags, Liste unvollständig: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>project, %Ln entries, expired</source>
        <comment>project, %Ln entry, expired</comment>
        <translation>
            <numerusform>Projekt, %Ln Eintrag, abgelaufen</numerusform>
            <numerusform>Projekt, %Ln Einträge, abgelaufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>project, %Ln entries</source>
        <comment>project, %Ln entry</comment>
        <translation>
            <numerusform>Projekt, %Ln Eintrag</numerusform>
            <numerusform>Projekt, %Ln Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped at %Ln rows. Refresh to continue.</source>
        <comment>Stopped at %Ln row. Refresh to continue.</comment>
        <translation>
            <numerusform>Nach %Ln Zeile angehalten. Aktualisieren Sie, um fortzufahren.</numerusform>
            <numerusform>Nach %Ln Zeilen angehalten. Aktualisieren Sie, um fortzufahren.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings are already decided and unchanged.</source>
        <comment>%Ln finding is already decided and unchanged.</comment>
        <translation>
            <numerusform>%Ln Befund ist bereits entschieden und bleibt unverändert.</numerusform>
            <numerusform>%Ln Befunde sind bereits entschieden und bleiben unverändert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln statements have no matches.</source>
        <comment>%Ln statement has no matches.</comment>
        <translation>
            <numerusform>%Ln Aussage hat keine Treffer.</numerusform>
            <numerusform>%Ln Aussagen haben keine Treffer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln artifacts have %1 findings: ties are sorted by low findings, then by name; the registry defines no order.</source>
        <comment>%Ln artifact has %1 findings: ties are sorted by low findings, then by name; the registry defines no order.</comment>
        <translation>
            <numerusform>%Ln Artefakt hat %1 Befunde: Bei Gleichstand zählen niedrige Befunde, dann der Name; die Registry legt keine Reihenfolge fest.</numerusform>
            <numerusform>%Ln Artefakte haben %1 Befunde: Bei Gleichstand zählen niedrige Befunde, dann der Name; die Registry legt keine Reihenfolge fest.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln vulnerabilities have %1: ties are in any order in the registry, by number of artifacts in the local store.</source>
        <comment>%Ln vulnerability has %1: ties are in any order in the registry, by number of artifacts in the local store.</comment>
        <translation>
            <numerusform>%Ln Schwachstelle hat %1: Bei Gleichstand beliebige Reihenfolge in der Registry, im lokalen Speicher nach Zahl der Artefakte.</numerusform>
            <numerusform>%Ln Schwachstellen haben %1: Bei Gleichstand beliebige Reihenfolge in der Registry, im lokalen Speicher nach Zahl der Artefakte.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln CVEs are already on the allowlist: %1</source>
        <comment>%Ln CVE is already on the allowlist: %1</comment>
        <translation>
            <numerusform>%Ln CVE steht bereits auf der Allowlist: %1</numerusform>
            <numerusform>%Ln CVEs stehen bereits auf der Allowlist: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln CVEs are not on the allowlist: %1</source>
        <comment>%Ln CVE is not on the allowlist: %1</comment>
        <translation>
            <numerusform>%Ln CVE steht nicht auf der Allowlist: %1</numerusform>
            <numerusform>%Ln CVEs stehen nicht auf der Allowlist: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Adds %Ln vulnerabilities to %1: %2, …</source>
        <comment>Adds %Ln vulnerability to %1: %2, …</comment>
        <translation>
            <numerusform>Ergänzt %Ln Schwachstelle (%1): %2, …</numerusform>
            <numerusform>Ergänzt %Ln Schwachstellen (%1): %2, …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removes %Ln vulnerabilities from %1: %2, …</source>
        <comment>Removes %Ln vulnerability from %1: %2, …</comment>
        <translation>
            <numerusform>Entfernt %Ln Schwachstelle (%1): %2, …</numerusform>
            <numerusform>Entfernt %Ln Schwachstellen (%1): %2, …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln blocked images become pullable.</source>
        <comment>%Ln blocked image becomes pullable.</comment>
        <translation>
            <numerusform>%Ln blockiertes Image wird pullbar.</numerusform>
            <numerusform>%Ln blockierte Images werden pullbar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pullable images become blocked.</source>
        <comment>%Ln pullable image becomes blocked.</comment>
        <translation>
            <numerusform>%Ln pullbares Image wird blockiert.</numerusform>
            <numerusform>%Ln pullbare Images werden blockiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln affected images stay blocked by other findings.</source>
        <comment>%Ln affected image stays blocked by other findings.</comment>
        <translation>
            <numerusform>%Ln betroffenes Image bleibt durch andere Befunde blockiert.</numerusform>
            <numerusform>%Ln betroffene Images bleiben durch andere Befunde blockiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images without a report stay blocked.</source>
        <comment>%Ln image without a report stays blocked.</comment>
        <translation>
            <numerusform>%Ln Image ohne Bericht bleibt blockiert.</numerusform>
            <numerusform>%Ln Images ohne Bericht bleiben blockiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>EPSS of %1: %Ln vulnerabilities have a score, changed: %2.</source>
        <comment>EPSS of %1: %Ln vulnerability has a score, changed: %2.</comment>
        <translation>
            <numerusform>EPSS vom %1: %Ln Schwachstelle hat eine Bewertung, geändert: %2.</numerusform>
            <numerusform>EPSS vom %1: %Ln Schwachstellen haben eine Bewertung, geändert: %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>KEV of %1: %Ln known exploited vulnerabilities, none new.</source>
        <comment>KEV of %1: %Ln known exploited vulnerability, none new.</comment>
        <translation>
            <numerusform>KEV vom %1: %Ln bekannt ausgenutzte Schwachstelle, keine neue.</numerusform>
            <numerusform>KEV vom %1: %Ln bekannt ausgenutzte Schwachstellen, keine neuen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>KEV of %1: %Ln known exploited vulnerabilities, new: %2.</source>
        <comment>KEV of %1: %Ln known exploited vulnerability, new: %2.</comment>
        <translation>
            <numerusform>KEV vom %1: %Ln bekannt ausgenutzte Schwachstelle, neu: %2.</numerusform>
            <numerusform>KEV vom %1: %Ln bekannt ausgenutzte Schwachstellen, neu: %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No permission to read %Ln projects of %1 completely: %2.</source>
        <comment>No permission to read %Ln project of %1 completely: %2.</comment>
        <translation>
            <numerusform>Keine Berechtigung, %Ln Projekt von %1 vollständig zu lesen: %2.</numerusform>
            <numerusform>Keine Berechtigung, %Ln Projekte von %1 vollständig zu lesen: %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln projects were not visible in the last sync of %1; their data is older.</source>
        <comment>%Ln project was not visible in the last sync of %1; its data is older.</comment>
        <translation>
            <numerusform>%Ln Projekt war bei der letzten Synchronisierung von %1 nicht sichtbar; die Daten sind älter.</numerusform>
            <numerusform>%Ln Projekte waren bei der letzten Synchronisierung von %1 nicht sichtbar; die Daten sind älter.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: reports of %Ln images are not synced yet.</source>
        <comment>%1: reports of %Ln image are not synced yet.</comment>
        <translation>
            <numerusform>%1: Berichte von %Ln Image sind noch nicht synchronisiert.</numerusform>
            <numerusform>%1: Berichte von %Ln Images sind noch nicht synchronisiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more lists are incomplete.</source>
        <comment>%Ln more list is incomplete.</comment>
        <translation>
            <numerusform>%Ln weitere Liste ist unvollständig.</numerusform>
            <numerusform>%Ln weitere Listen sind unvollständig.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The manifests of %Ln tags were not loaded.</source>
        <comment>The manifest of %Ln tag was not loaded.</comment>
        <translation>
            <numerusform>Das Manifest von %Ln Tag wurde nicht geladen.</numerusform>
            <numerusform>Die Manifeste von %Ln Tags wurden nicht geladen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows copied, incomplete: %1</source>
        <comment>%Ln row copied, incomplete: %1</comment>
        <translation>
            <numerusform>%Ln Zeile kopiert, unvollständig: %1</numerusform>
            <numerusform>%Ln Zeilen kopiert, unvollständig: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings have no package type: matched by name and version.</source>
        <comment>%Ln finding has no package type: matched by name and version.</comment>
        <translation>
            <numerusform>%Ln Befund hat keinen Pakettyp: nach Name und Version zugeordnet.</numerusform>
            <numerusform>%Ln Befunde haben keinen Pakettyp: nach Name und Version zugeordnet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unknown products were skipped.</source>
        <comment>%Ln unknown product was skipped.</comment>
        <translation>
            <numerusform>%Ln unbekanntes Produkt wurde übersprungen.</numerusform>
            <numerusform>%Ln unbekannte Produkte wurden übersprungen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings have versions not comparable to the stated range and stay open.</source>
        <comment>%Ln finding has a version not comparable to the stated range and stays open.</comment>
        <translation>
            <numerusform>%Ln Befund hat eine nicht mit dem Bereich vergleichbare Version und bleibt offen.</numerusform>
            <numerusform>%Ln Befunde haben nicht mit dem Bereich vergleichbare Versionen und bleiben offen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln statements are not final, included.</source>
        <comment>%Ln statement is not final, included.</comment>
        <translation>
            <numerusform>%Ln Aussage ist nicht endgültig, eingeschlossen.</numerusform>
            <numerusform>%Ln Aussagen sind nicht endgültig, eingeschlossen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln statements are not final, skipped.</source>
        <comment>%Ln statement is not final, skipped.</comment>
        <translation>
            <numerusform>%Ln Aussage ist nicht endgültig, übersprungen.</numerusform>
            <numerusform>%Ln Aussagen sind nicht endgültig, übersprungen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln results without a vulnerability</source>
        <comment>%Ln result without a vulnerability</comment>
        <translation>
            <numerusform>%Ln Ergebnis ohne Schwachstelle</numerusform>
            <numerusform>%Ln Ergebnisse ohne Schwachstelle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not applicable according to the report</source>
        <comment>%Ln not applicable according to the report</comment>
        <translation>
            <numerusform>%Ln laut Bericht nicht zutreffend</numerusform>
            <numerusform>%Ln laut Bericht nicht zutreffend</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings have no package.</source>
        <comment>%Ln finding has no package.</comment>
        <translation>
            <numerusform>%Ln Befund hat kein Paket.</numerusform>
            <numerusform>%Ln Befunde haben kein Paket.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The severity of %Ln rows is derived from the score or level; the report has none.</source>
        <comment>The severity of %Ln row is derived from the score or level; the report has none.</comment>
        <translation>
            <numerusform>Der Schweregrad von %Ln Zeile ist aus Bewertung oder Stufe abgeleitet; der Bericht hat keinen.</numerusform>
            <numerusform>Der Schweregrad von %Ln Zeilen ist aus Bewertung oder Stufe abgeleitet; der Bericht hat keinen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images or reports of %1 in the local store are damaged and skipped. The next sync loads them again.</source>
        <comment>%Ln image or report of %1 in the local store is damaged and skipped. The next sync loads it again.</comment>
        <translation>
            <numerusform>%Ln Image oder Bericht von %1 im lokalen Speicher ist beschädigt und wird übersprungen. Die nächste Synchronisierung lädt es neu.</numerusform>
            <numerusform>%Ln Images oder Berichte von %1 im lokalen Speicher sind beschädigt und werden übersprungen. Die nächste Synchronisierung lädt sie neu.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>First-seen dates of %Ln repositories of %1 could not be read; due dates may be too late.</source>
        <comment>First-seen dates of %Ln repository of %1 could not be read; due dates may be too late.</comment>
        <translation>
            <numerusform>Erstmals-gesehen-Daten von %Ln Repository von %1 konnten nicht gelesen werden; Fristen sind evtl. zu spät.</numerusform>
            <numerusform>Erstmals-gesehen-Daten von %Ln Repositorys von %1 konnten nicht gelesen werden; Fristen sind evtl. zu spät.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: reports of %Ln images are unreadable or incomplete.</source>
        <comment>%1: reports of %Ln image are unreadable or incomplete.</comment>
        <translation>
            <numerusform>%1: Berichte von %Ln Image sind nicht oder nicht vollständig lesbar.</numerusform>
            <numerusform>%1: Berichte von %Ln Images sind nicht oder nicht vollständig lesbar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln decisions are dated in the future and are not in force. Check the clock of this computer.</source>
        <comment>%Ln decision is dated in the future and is not in force. Check the clock of this computer.</comment>
        <translation>
            <numerusform>%Ln Entscheidung liegt in der Zukunft und ist nicht in Kraft. Prüfen Sie die Uhr dieses Computers.</numerusform>
            <numerusform>%Ln Entscheidungen liegen in der Zukunft und sind nicht in Kraft. Prüfen Sie die Uhr dieses Computers.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in %2, none decided yet.</source>
        <translation>%1 in %2, noch keine entschieden.</translation>
    </message>
    <message>
        <source>Unknown operation %1.</source>
        <translation>Unbekannte Operation %1.</translation>
    </message>
    <message>
        <source>A change has either edits or a body, not both.</source>
        <translation>Eine Änderung hat entweder „edits“ oder „body“, nicht beides.</translation>
    </message>
    <message>
        <source>%1 is a secret and is not stored in a plan.</source>
        <translation>%1 ist ein Secret und wird nicht in einem Plan gespeichert.</translation>
    </message>
    <message>
        <source>The change has no effect.</source>
        <translation>Die Änderung bewirkt nichts.</translation>
    </message>
    <message>
        <source>The plan cannot be read: it is cut or no JSON (%1).</source>
        <translation>Der Plan kann nicht gelesen werden: Er ist abgeschnitten oder kein JSON (%1).</translation>
    </message>
    <message>
        <source>This is not a change plan.</source>
        <translation>Das ist kein Änderungsplan.</translation>
    </message>
    <message>
        <source>The plan was written by a newer Lotse (format %1, this one reads %2).</source>
        <translation>Der Plan wurde von einer neueren Lotse-Version geschrieben (Format %1, diese liest %2).</translation>
    </message>
    <message>
        <source>The plan was modified after it was written: its SHA-256 does not match. Create it again.</source>
        <translation>Der Plan wurde nach dem Schreiben geändert: Seine SHA-256 stimmt nicht. Erstellen Sie ihn neu.</translation>
    </message>
    <message>
        <source>Two changes of the plan have the id “%1”.</source>
        <translation>Zwei Änderungen des Plans haben die ID „%1“.</translation>
    </message>
    <message>
        <source>Change %1 of the plan: %2</source>
        <translation>Änderung %1 des Plans: %2</translation>
    </message>
    <message>
        <source>Change %1 of the plan requires change %2, which is not in the plan.</source>
        <translation>Änderung %1 des Plans braucht Änderung %2, die nicht darin enthalten ist.</translation>
    </message>
    <message>
        <source>The plan is for %1, but this account is for %2.</source>
        <translation>Der Plan gilt für %1, dieses Konto für %2.</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>delete tags</source>
        <translation>Tags löschen</translation>
    </message>
    <message>
        <source>delete artifacts</source>
        <translation>Artefakte löschen</translation>
    </message>
    <message>
        <source>start scans</source>
        <translation>Scans starten</translation>
    </message>
    <message>
        <source>manage members</source>
        <translation>Mitglieder verwalten</translation>
    </message>
    <message>
        <source>manage robot accounts</source>
        <translation>Robot-Konten verwalten</translation>
    </message>
    <message>
        <source>manage labels</source>
        <translation>Labels verwalten</translation>
    </message>
    <message>
        <source>manage retention</source>
        <translation>Aufbewahrung verwalten</translation>
    </message>
    <message>
        <source>manage immutable tags</source>
        <translation>unveränderliche Tags verwalten</translation>
    </message>
    <message>
        <source>manage webhooks</source>
        <translation>Webhooks verwalten</translation>
    </message>
    <message>
        <source>change the project</source>
        <translation>Projekt ändern</translation>
    </message>
    <message>
        <source>delete the project</source>
        <translation>Projekt löschen</translation>
    </message>
    <message>
        <source>gains %1</source>
        <translation>darf künftig: %1</translation>
    </message>
    <message>
        <source>removes permissions: %1</source>
        <translation>darf nicht mehr: %1</translation>
    </message>
    <message>
        <source>This would remove your own system admin rights. Another system admin has to do it.</source>
        <translation>Das würde Ihnen die Rechte als Systemadministrator entziehen. Ein anderer Systemadministrator muss es tun.</translation>
    </message>
    <message>
        <source>This would delete the account that you are signed in with.</source>
        <translation>Das würde das Konto löschen, mit dem Sie angemeldet sind.</translation>
    </message>
    <message>
        <source>This would change the robot account that you are signed in with.</source>
        <translation>Das würde das Robot-Konto ändern, mit dem Sie angemeldet sind.</translation>
    </message>
    <message>
        <source>Changing how people sign in can lock everybody out: do it in Harbor&apos;s portal.</source>
        <translation>Eine Änderung der Anmeldung kann alle aussperren: Nehmen Sie sie im Portal von Harbor vor.</translation>
    </message>
    <message>
        <source>The limit is below what is used: every push to %1 will fail.</source>
        <translation>Die Grenze liegt unter der Belegung: Jeder Push nach %1 wird fehlschlagen.</translation>
    </message>
    <message>
        <source>This changes your own permissions in %1.</source>
        <translation>Das sind Ihre eigenen Rechte in %1.</translation>
    </message>
    <message>
        <source>A system admin may do everything on this registry.</source>
        <translation>Ein Systemadministrator darf in dieser Registry alles.</translation>
    </message>
    <message>
        <source>Its tags can then be overwritten and deleted.</source>
        <translation>Die Tags können ab jetzt überschrieben und gelöscht werden.</translation>
    </message>
    <message>
        <source>Unknown operation %1</source>
        <translation>Unbekannte Operation %1</translation>
    </message>
    <message>
        <source>Set the quota of %1 to %2 (now %3)</source>
        <translation>Kontingent von %1 auf %2 setzen (jetzt %3)</translation>
    </message>
    <message>
        <source>Add %1 to %2 as %3</source>
        <translation>%1 zu %2 als %3 hinzufügen</translation>
    </message>
    <message>
        <source>Change the role of %1 on %2 from %3 to %4</source>
        <translation>Rolle von %1 in %2 von %3 in %4 ändern</translation>
    </message>
    <message>
        <source>Remove %1 (%2) from %3</source>
        <translation>%1 (%2) aus %3 entfernen</translation>
    </message>
    <message>
        <source>Remove %1 from %2</source>
        <translation>%1 aus %2 entfernen</translation>
    </message>
    <message>
        <source>Make %1 a system admin</source>
        <translation>%1 zum Systemadministrator machen</translation>
    </message>
    <message>
        <source>Remove system admin rights from %1</source>
        <translation>%1 die Rechte als Systemadministrator entziehen</translation>
    </message>
    <message>
        <source>Change the system configuration: %1</source>
        <translation>Systemkonfiguration ändern: %1</translation>
    </message>
    <message>
        <source>Set the retention rules of %1</source>
        <translation>Aufbewahrungsregeln von %1 setzen</translation>
    </message>
    <message>
        <source>Dry run the retention of %1</source>
        <translation>Aufbewahrung von %1 simulieren</translation>
    </message>
    <message>
        <source>Run the retention of %1</source>
        <translation>Aufbewahrung von %1 ausführen</translation>
    </message>
    <message>
        <source>changes no stored data</source>
        <translation>ändert keine gespeicherten Daten</translation>
    </message>
    <message>
        <source>can be restored</source>
        <translation>kann wiederhergestellt werden</translation>
    </message>
    <message>
        <source>can be removed again</source>
        <translation>kann wieder entfernt werden</translation>
    </message>
    <message>
        <source>can be recreated, with a new ID and without secrets</source>
        <translation>kann neu angelegt werden, mit neuer ID und ohne Secrets</translation>
    </message>
    <message>
        <source>cannot be undone</source>
        <translation>kann nicht rückgängig gemacht werden</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>geplant</translation>
    </message>
    <message>
        <source>about to be sent</source>
        <translation>wird gleich gesendet</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>accepted, not verified</source>
        <translation>angenommen, nicht nachgewiesen</translation>
    </message>
    <message>
        <source>done and proved</source>
        <translation>erledigt und nachgewiesen</translation>
    </message>
    <message>
        <source>conflict</source>
        <translation>Konflikt</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>Not sent: the run was cancelled.</source>
        <translation>Nicht gesendet: Der Lauf wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Not sent: the run stopped before it.</source>
        <translation>Nicht gesendet: Der Lauf wurde vorher angehalten.</translation>
    </message>
    <message>
        <source>Not sent: a required change was not made.</source>
        <translation>Nicht gesendet: Eine vorausgesetzte Änderung wurde nicht vorgenommen.</translation>
    </message>
    <message>
        <source>Skipped in this run.</source>
        <translation>In diesem Lauf ausgelassen.</translation>
    </message>
    <message>
        <source>Not sent: %1 was not entered.</source>
        <translation>Nicht gesendet: %1 wurde nicht eingegeben.</translation>
    </message>
    <message>
        <source>Not sent: the change journal could not be written.</source>
        <translation>Nicht gesendet: Das Änderungsjournal konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The change journal could not be written: the result is not recorded.</source>
        <translation>Das Änderungsjournal konnte nicht geschrieben werden: Das Ergebnis ist nicht aufgezeichnet.</translation>
    </message>
    <message>
        <source>Not sent: the current state could not be read.</source>
        <translation>Nicht gesendet: Der aktuelle Stand konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>It may have been sent; no response from the registry confirms it.</source>
        <translation>Vielleicht gesendet; keine Antwort der Registry bestätigt es.</translation>
    </message>
    <message>
        <source>Already deleted.</source>
        <translation>Bereits gelöscht.</translation>
    </message>
    <message>
        <source>Already exists.</source>
        <translation>Bereits vorhanden.</translation>
    </message>
    <message>
        <source>There is one of this name already.</source>
        <translation>Ein Objekt mit diesem Namen ist bereits vorhanden.</translation>
    </message>
    <message>
        <source>No longer exists.</source>
        <translation>Nicht mehr vorhanden.</translation>
    </message>
    <message>
        <source>The ID now belongs to another object.</source>
        <translation>Die ID gehört jetzt zu einem anderen Objekt.</translation>
    </message>
    <message>
        <source>Already set.</source>
        <translation>Bereits so gesetzt.</translation>
    </message>
    <message>
        <source>Changed since the plan was created.</source>
        <translation>Seit der Erstellung des Plans geändert.</translation>
    </message>
    <message>
        <source>The registry accepted the change, but reading it back failed.</source>
        <translation>Die Registry hat die Änderung angenommen, aber das Nachlesen ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>No response, and reading it back failed: the change may or may not have been made.</source>
        <translation>Keine Antwort, und das Nachlesen ist fehlgeschlagen: Die Änderung kann erfolgt sein oder nicht.</translation>
    </message>
    <message>
        <source>Accepted. Its effect cannot be read back.</source>
        <translation>Angenommen. Die Wirkung kann nicht nachgelesen werden.</translation>
    </message>
    <message>
        <source>No response, and its effect cannot be read back.</source>
        <translation>Keine Antwort, und die Wirkung kann nicht nachgelesen werden.</translation>
    </message>
    <message>
        <source>The registry answered with success, but it is still there.</source>
        <translation>Die Registry hat Erfolg gemeldet, aber das Objekt ist noch vorhanden.</translation>
    </message>
    <message>
        <source>The registry answered with success, but did not store %1.</source>
        <translation>Die Registry hat Erfolg gemeldet, aber %1 nicht gespeichert.</translation>
    </message>
    <message>
        <source>No answer came, and it is not there yet. Verify later; it is not sent again by itself.</source>
        <translation>Keine Antwort, und das Objekt ist noch nicht vorhanden. Prüfen Sie später nach; es wird nicht automatisch erneut gesendet.</translation>
    </message>
    <message>
        <source>The change journal is in use by other programs. Try again.</source>
        <translation>Das Änderungsjournal wird von anderen Programmen verwendet. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Nothing in this plan can be undone.</source>
        <translation>Nichts in diesem Plan kann rückgängig gemacht werden.</translation>
    </message>
    <message>
        <source>%1 requires its secret when the plan is applied.</source>
        <translation>%1 braucht beim Anwenden des Plans das Secret.</translation>
    </message>
    <message>
        <source>%1 is skipped: %2</source>
        <translation>%1 wurde ausgelassen: %2</translation>
    </message>
    <message>
        <source>%1 of the configuration differs; it is set by the operator of the registry.</source>
        <translation>%1 der Konfiguration weicht ab; der Betreiber der Registry legt den Wert fest.</translation>
    </message>
    <message>
        <source>%1 of %2 is not set in the target and remains unchanged.</source>
        <translation>%1 von %2 ist im Ziel nicht gesetzt und bleibt unverändert.</translation>
    </message>
    <message>
        <source>%1 was not read on both sides and is not compared.</source>
        <translation>%1 wurde nicht auf beiden Seiten gelesen und wird nicht verglichen.</translation>
    </message>
    <message>
        <source>%1 of %2 was not read on both sides and is not compared.</source>
        <translation>%1 von %2 wurde nicht auf beiden Seiten gelesen und wird nicht verglichen.</translation>
    </message>
    <message>
        <source>%1 is skipped: it was not read on both sides.</source>
        <translation>%1 wurde ausgelassen: nicht auf beiden Seiten gelesen.</translation>
    </message>
    <message>
        <source>Project %1 is not in the target. It remains unchanged: delete it manually.</source>
        <translation>Projekt %1 ist nicht im Ziel. Es bleibt unverändert: Löschen Sie es selbst.</translation>
    </message>
    <message>
        <source>The export cannot be read: it is cut or no JSON (%1).</source>
        <translation>Der Export kann nicht gelesen werden: Er ist abgeschnitten oder kein JSON (%1).</translation>
    </message>
    <message>
        <source>This is no exported configuration.</source>
        <translation>Das ist keine exportierte Konfiguration.</translation>
    </message>
    <message>
        <source>The export was written by a newer Lotse (format %1, this one reads %2).</source>
        <translation>Der Export wurde von einer neueren Lotse-Version geschrieben (Format %1, diese liest %2).</translation>
    </message>
    <message>
        <source>The export does not say what it contains: it is not whole.</source>
        <translation>Im Export fehlt die Inhaltsangabe: Er ist unvollständig.</translation>
    </message>
    <message>
        <source>There is no registry endpoint %1. Make it first.</source>
        <translation>Der Registry-Endpunkt %1 ist nicht vorhanden. Legen Sie ihn zuerst an.</translation>
    </message>
    <message>
        <source>There is no role %1. The roles are %2.</source>
        <translation>Die Rolle %1 gibt es nicht. Rollen: %2.</translation>
    </message>
    <message>
        <source>There is no scanner %1.</source>
        <translation>Der Scanner %1 ist nicht vorhanden.</translation>
    </message>
    <message>
        <source>%1 of %2 cannot be changed: the registry takes no such change.</source>
        <translation>%1 von %2 kann nicht geändert werden: Die Registry unterstützt diese Änderung nicht.</translation>
    </message>
    <message>
        <source>%1 cannot be created.</source>
        <translation>%1 kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>%1 needs the number of project %2, which is not there yet: apply a plan that makes the project first.</source>
        <translation>%1 braucht die ID von Projekt %2, das noch nicht vorhanden ist: Wenden Sie zuerst einen Plan an, der das Projekt anlegt.</translation>
    </message>
    <message>
        <source>%1 cannot be deleted.</source>
        <translation>%1 kann nicht gelöscht werden.</translation>
    </message>
    <message>
        <source>Its effect cannot be read back.</source>
        <translation>Die Wirkung kann nicht nachgelesen werden.</translation>
    </message>
    <message>
        <source>Waiting for change %1.</source>
        <translation>Wartet auf Änderung %1.</translation>
    </message>
    <message>
        <source>The current state could not be read.</source>
        <translation>Der aktuelle Stand konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The condition after “where” is missing: name=…, project=…, KEY=… or all.</source>
        <translation>Nach „where“ fehlt die Bedingung: name=…, project=…, SCHLÜSSEL=… oder all.</translation>
    </message>
    <message>
        <source>The project after “in” is missing.</source>
        <translation>Nach „in“ fehlt das Projekt.</translation>
    </message>
    <message>
        <source>The statement is: quota PROJECT=SIZE…, as in quota payments=20GiB.</source>
        <translation>Syntax: quota PROJEKT=GRÖSSE…, zum Beispiel quota payments=20GiB.</translation>
    </message>
    <message>
        <source>The statement is: member add|set PROJECT user:NAME|group:NAME ROLE, or member remove PROJECT user:NAME|group:NAME.</source>
        <translation>Syntax: member add|set PROJEKT user:NAME|group:NAME ROLLE, oder member remove PROJEKT user:NAME|group:NAME.</translation>
    </message>
    <message>
        <source>The statement is: tag|label add|remove PROJECT/REPOSITORY:TAG NAME.</source>
        <translation>Syntax: tag|label add|remove PROJEKT/REPOSITORY:TAG NAME.</translation>
    </message>
    <message>
        <source>The statement is: set KIND KEY=VALUE… [in PROJECT] [where name=…].</source>
        <translation>Syntax: set ART SCHLÜSSEL=WERT… [in PROJEKT] [where name=…].</translation>
    </message>
    <message>
        <source>The statement is: create|delete KIND NAME [in PROJECT] [KEY=VALUE…].</source>
        <translation>Syntax: create|delete ART NAME [in PROJEKT] [SCHLÜSSEL=WERT…].</translation>
    </message>
    <message>
        <source>What is deleted takes no %1.</source>
        <translation>delete erlaubt kein %1.</translation>
    </message>
    <message>
        <source>“in %1” has no effect here.</source>
        <translation>„in %1“ hat hier keine Wirkung.</translation>
    </message>
    <message>
        <source>“where” has an effect only with set.</source>
        <translation>„where“ wirkt nur bei set.</translation>
    </message>
    <message>
        <source>A quote (%1) is not closed.</source>
        <translation>Ein Anführungszeichen (%1) ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>There is no kind %1. The kinds are %2.</source>
        <translation>Die Art %1 gibt es nicht. Arten: %2.</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>“%1” names no artifact: PROJECT/REPOSITORY:TAG or PROJECT/REPOSITORY@sha256:….</source>
        <translation>„%1“ bezeichnet kein Artefakt: PROJEKT/REPOSITORY:TAG oder PROJEKT/REPOSITORY@sha256:….</translation>
    </message>
    <message>
        <source>%1 could not be read%2: %3</source>
        <translation>%1 konnte nicht gelesen werden%2: %3</translation>
    </message>
    <message>
        <source>There is no project %1, or this account does not see it.</source>
        <translation>Projekt %1 ist nicht vorhanden, oder dieses Konto hat keinen Zugriff darauf.</translation>
    </message>
    <message>
        <source>Quota of %1: %2</source>
        <translation>Kontingent von %1: %2</translation>
    </message>
    <message>
        <source>The registry has no quotas.</source>
        <translation>Die Registry hat keine Kontingente.</translation>
    </message>
    <message>
        <source>There is no quota of a project %1.</source>
        <translation>Kein Kontingent für Projekt %1.</translation>
    </message>
    <message>
        <source>%1 is already a member of %2, as %3: use member set.</source>
        <translation>%1 ist bereits Mitglied von %2, als %3: Verwenden Sie member set.</translation>
    </message>
    <message>
        <source>%1 is no member of %2.</source>
        <translation>%1 ist kein Mitglied von %2.</translation>
    </message>
    <message>
        <source>%1 was not read.</source>
        <translation>%1 wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>There is no artifact %1.</source>
        <translation>Das Artefakt %1 ist nicht vorhanden.</translation>
    </message>
    <message>
        <source>%1 has no tag %2.</source>
        <translation>%1 hat kein Tag %2.</translation>
    </message>
    <message>
        <source>%1 has no label %2.</source>
        <translation>%1 hat kein Label %2.</translation>
    </message>
    <message>
        <source>Label %1 does not exist in the registry or in %2.</source>
        <translation>Das Label %1 gibt es weder in der Registry noch in %2.</translation>
    </message>
    <message>
        <source>%1 has no field %2. Available: %3.</source>
        <translation>%1 hat kein Feld %2. Möglich: %3.</translation>
    </message>
    <message>
        <source>%1 is a secret, and is not written into a plan: write %1=@ask, and it is asked for when the plan is applied.</source>
        <translation>%1 ist ein Secret und wird nicht in einen Plan geschrieben: Schreiben Sie %1=@ask, dann wird es beim Anwenden des Plans abgefragt.</translation>
    </message>
    <message>
        <source>%1 must be true or false, not %2.</source>
        <translation>%1 muss true oder false sein, nicht %2.</translation>
    </message>
    <message>
        <source>%1 must be a number, not %2.</source>
        <translation>%1 muss eine Zahl sein, nicht %2.</translation>
    </message>
    <message>
        <source>%1 must be JSON; “%2” is not valid JSON.</source>
        <translation>%1 muss JSON sein; „%2“ ist kein JSON.</translation>
    </message>
    <message>
        <source>“%1” is not a condition. Use KEY=VALUE, KEY~PART or all.</source>
        <translation>„%1“ ist keine Bedingung: SCHLÜSSEL=WERT, SCHLÜSSEL~TEIL oder all.</translation>
    </message>
    <message>
        <source>Say which: where name=…, where project=…, or where all.</source>
        <translation>Geben Sie eine Bedingung an: where name=…, where project=… oder where all.</translation>
    </message>
    <message>
        <source>No %1 matches: %2.</source>
        <translation>Kein Treffer für %1: %2.</translation>
    </message>
    <message>
        <source>Specify the project: in PROJECT.</source>
        <translation>Geben Sie das Projekt an: in PROJEKT.</translation>
    </message>
    <message>
        <source>%1 already exists.</source>
        <translation>%1 ist bereits vorhanden.</translation>
    </message>
    <message>
        <source>%1 %2 does not exist.</source>
        <translation>%1 %2 ist nicht vorhanden.</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>nicht gesendet</translation>
    </message>
    <message>
        <source>in the middle</source>
        <translation>in Bearbeitung</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>Remove from the project</source>
        <translation>Aus dem Projekt entfernen</translation>
    </message>
    <message>
        <source>Select a cell first.</source>
        <translation>Wählen Sie zuerst eine Zelle aus.</translation>
    </message>
    <message>
        <source>The members of %1 are not known to this account.</source>
        <translation>Dieses Konto kann die Mitglieder von %1 nicht lesen.</translation>
    </message>
    <message>
        <source>This account is in no list of users any more.</source>
        <translation>Dieses Konto steht in keiner Benutzerliste mehr.</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Praktik</translation>
    </message>
    <message>
        <source>%1 failed, %2 not assessable, %3 excepted, %4 passed, %5 not applicable</source>
        <translation>%1 nicht bestanden, %2 nicht beurteilbar, %3 ausgenommen, %4 bestanden, %5 nicht zutreffend</translation>
    </message>
    <message>
        <source>“%1” is not understood. Write 20 GiB, unlimited, or max(used*1.3, 10GiB).</source>
        <translation>„%1“ ist ungültig. Geben Sie 20 GiB, unlimited oder max(used*1.3, 10GiB) ein.</translation>
    </message>
    <message>
        <source>Sizes can only be combined with sizes: add the unit, as in 10 GiB.</source>
        <translation>Größen lassen sich nur mit Größen verrechnen: Geben Sie die Einheit an, etwa 10 GiB.</translation>
    </message>
    <message>
        <source>A size cannot be multiplied by a size.</source>
        <translation>Eine Größe kann nicht mit einer Größe multipliziert werden.</translation>
    </message>
    <message>
        <source>The formula divides by zero.</source>
        <translation>Die Formel teilt durch null.</translation>
    </message>
    <message>
        <source>A bracket is not closed.</source>
        <translation>Eine Klammer ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>A project without a limit has no value for “limit”.</source>
        <translation>Ein Projekt ohne Limit hat keinen Wert für „limit“.</translation>
    </message>
    <message>
        <source>The formula is incomplete.</source>
        <translation>Die Formel ist unvollständig.</translation>
    </message>
    <message>
        <source>Enter the values to choose from in brackets: max(used*1.3, 10GiB).</source>
        <translation>Geben Sie die Werte zur Auswahl in Klammern an: max(used*1.3, 10GiB).</translation>
    </message>
    <message>
        <source>A limit must be greater than zero. Enter unlimited for no limit.</source>
        <translation>Ein Limit muss größer als null sein. Geben Sie unlimited für kein Limit ein.</translation>
    </message>
    <message>
        <source>Harbor allows at most 1024 TiB. Enter unlimited for no limit.</source>
        <translation>Harbor erlaubt höchstens 1024 TiB. Geben Sie unlimited für kein Limit ein.</translation>
    </message>
    <message>
        <source>The registry does not report the default quota of new projects.</source>
        <translation>Die Registry meldet kein Standardkontingent für neue Projekte.</translation>
    </message>
    <message>
        <source>This account cannot change the quota of %1.</source>
        <translation>Dieses Konto kann das Kontingent von %1 nicht ändern.</translation>
    </message>
    <message>
        <source>Artifacts scanned, with platforms and accessories</source>
        <translation>Gescannte Artefakte, mit Plattformen und Anhängen</translation>
    </message>
    <message>
        <source>%1 denied the request: a project policy or the account type (such as a robot account, which is not a user) prevents it. See Details for the reason.</source>
        <translation>%1 lehnt die Anfrage dieses Kontos ab: Eine Richtlinie des Projekts oder die Art des Kontos (etwa ein Robot-Konto, das kein Benutzer ist) verhindert sie. Der Grund steht in den Details.</translation>
    </message>
    <message>
        <source>Not signed in at %1: this requires an account.</source>
        <translation>Nicht angemeldet bei %1: Dafür ist ein Konto erforderlich.</translation>
    </message>
    <message>
        <source>The registry does not say how people sign in.</source>
        <translation>Die Registry meldet ihren Authentifizierungsmodus nicht.</translation>
    </message>
    <message>
        <source>Users sign in with a central identity provider (%1).</source>
        <translation>Benutzer melden sich über einen zentralen Identitätsanbieter an (%1).</translation>
    </message>
    <message>
        <source>Users sign in with passwords stored in the registry (%1).</source>
        <translation>Benutzer melden sich mit Passwörtern an, die in der Registry gespeichert sind (%1).</translation>
    </message>
    <message>
        <source>A second factor is asked for by the identity provider, which the registry cannot tell. Add a statement &quot;mfa&quot; with its date to the check set.</source>
        <translation>Den zweiten Faktor verlangt der Identitätsanbieter; die Registry kann ihn nicht melden. Fügen Sie dem Prüfsatz eine Aussage &quot;mfa&quot; mit Datum hinzu.</translation>
    </message>
    <message>
        <source>The statement on the second factor is dated %1: too old, or without a readable date.</source>
        <translation>Die Aussage zum zweiten Faktor ist vom %1: zu alt oder ohne lesbares Datum.</translation>
    </message>
    <message>
        <source>%1 states on %2 that the identity provider enforces a second factor.</source>
        <translation>%1 gibt am %2 an, dass der Identitätsanbieter einen zweiten Faktor erzwingt.</translation>
    </message>
    <message>
        <source>%1 states on %2 that no second factor is enforced.</source>
        <translation>%1 gibt am %2 an, dass kein zweiter Faktor erzwungen wird.</translation>
    </message>
    <message>
        <source>The registry does not report this value.</source>
        <translation>Die Registry meldet diesen Wert nicht.</translation>
    </message>
    <message>
        <source>Anyone can create an account.</source>
        <translation>Jeder kann ein Konto anlegen.</translation>
    </message>
    <message>
        <source>Nobody can create an account without an administrator.</source>
        <translation>Ohne Administrator kann niemand ein Konto anlegen.</translation>
    </message>
    <message>
        <source>Only administrators can create projects.</source>
        <translation>Nur Administratoren können Projekte anlegen.</translation>
    </message>
    <message>
        <source>Everybody who can sign in may create projects.</source>
        <translation>Jeder angemeldete Benutzer kann Projekte anlegen.</translation>
    </message>
    <message>
        <source>The password that Harbor is installed with is refused.</source>
        <translation>Das Standardpasswort von Harbor wird abgelehnt.</translation>
    </message>
    <message>
        <source>The administrator signs in with the password that Harbor is installed with.</source>
        <translation>Das Standardpasswort von Harbor gilt noch für den Administrator.</translation>
    </message>
    <message>
        <source>The sign-in returned %1, which is inconclusive.</source>
        <translation>Die Anmeldung ergab %1; das lässt keinen Schluss zu.</translation>
    </message>
    <message>
        <source>%1 users are system administrators; at most %2 are allowed.</source>
        <translation>%1 Benutzer sind Systemadministratoren; höchstens %2 sind erlaubt.</translation>
    </message>
    <message>
        <source>%1 users are system administrators, not more than %2.</source>
        <translation>%1 Benutzer sind Systemadministratoren, nicht mehr als %2.</translation>
    </message>
    <message>
        <source>The built-in administrator signed in %1 times in the checked period.</source>
        <translation>Der eingebaute Administrator hat sich im geprüften Zeitraum %1-mal angemeldet.</translation>
    </message>
    <message>
        <source>The built-in administrator has not signed in during the time looked at.</source>
        <translation>Der eingebaute Administrator hat sich im geprüften Zeitraum nicht angemeldet.</translation>
    </message>
    <message>
        <source>All %1 public projects are allowed to be public.</source>
        <translation>Alle %1 öffentlichen Projekte dürfen öffentlich sein.</translation>
    </message>
    <message>
        <source>%1 of %2 public projects are not on the list of allowed public projects.</source>
        <translation>%1 von %2 öffentlichen Projekten stehen nicht auf der Liste der erlaubten öffentlichen Projekte.</translation>
    </message>
    <message>
        <source>No project is public.</source>
        <translation>Kein Projekt ist öffentlich.</translation>
    </message>
    <message>
        <source>No project has members.</source>
        <translation>Kein Projekt hat Mitglieder.</translation>
    </message>
    <message>
        <source>%1 percent of the memberships are groups (required: %2); %3 projects have more than %4 project admins.</source>
        <translation>%1 Prozent der Mitgliedschaften sind Gruppen (erforderlich: %2); %3 Projekte haben mehr als %4 Projekt-Admins.</translation>
    </message>
    <message>
        <source>%1 percent of the memberships are groups (required: %2).</source>
        <translation>%1 Prozent der Mitgliedschaften sind Gruppen (erforderlich: %2).</translation>
    </message>
    <message>
        <source>The audit trail starts less than %1 days ago.</source>
        <translation>Das Audit-Protokoll beginnt vor weniger als %1 Tagen.</translation>
    </message>
    <message>
        <source>All %1 users have audit trail entries within the allowed period.</source>
        <translation>Alle %1 Benutzer haben im erlaubten Zeitraum Einträge im Audit-Protokoll.</translation>
    </message>
    <message>
        <source>%1 of %2 users were not active within the allowed period.</source>
        <translation>%1 von %2 Benutzern waren im erlaubten Zeitraum nicht aktiv.</translation>
    </message>
    <message>
        <source>There are no users.</source>
        <translation>Es gibt keine Benutzer.</translation>
    </message>
    <message>
        <source>A session lasts %1 minutes, a token %2; at most %3 and %4 are allowed.</source>
        <translation>Eine Sitzung dauert %1 Minuten, ein Token %2; erlaubt sind höchstens %3 und %4.</translation>
    </message>
    <message>
        <source>No identity provider is used.</source>
        <translation>Es wird kein Identitätsanbieter verwendet.</translation>
    </message>
    <message>
        <source>The certificate of the identity provider is not verified (%1).</source>
        <translation>Das Zertifikat des Identitätsanbieters wird nicht geprüft (%1).</translation>
    </message>
    <message>
        <source>The directory is asked without encryption (%1).</source>
        <translation>Die Verbindung zum LDAP-Server ist nicht verschlüsselt (%1).</translation>
    </message>
    <message>
        <source>The certificate of the identity provider is verified.</source>
        <translation>Das Zertifikat des Identitätsanbieters wird geprüft.</translation>
    </message>
    <message>
        <source>People do not sign in by OIDC.</source>
        <translation>OIDC wird nicht für die Anmeldung verwendet.</translation>
    </message>
    <message>
        <source>Accounts are not created automatically at sign-in.</source>
        <translation>Bei der Anmeldung werden nicht automatisch Konten angelegt.</translation>
    </message>
    <message>
        <source>All users of the identity provider get an account; no group filter is set.</source>
        <translation>Alle Benutzer des Identitätsanbieters erhalten ein Konto; kein Gruppenfilter ist gesetzt.</translation>
    </message>
    <message>
        <source>Accounts are made by themselves for groups that fit %1.</source>
        <translation>Für Gruppen, die zu %1 passen, werden Konten automatisch angelegt.</translation>
    </message>
    <message>
        <source>Users sign in with a central identity provider</source>
        <translation>Anmeldung über einen zentralen Identitätsanbieter</translation>
    </message>
    <message>
        <source>Set the authentication mode to OIDC or LDAP in the configuration before users exist.</source>
        <translation>Setzen Sie den Authentifizierungsmodus in der Konfiguration auf OIDC oder LDAP, bevor es Benutzer gibt.</translation>
    </message>
    <message>
        <source>A second factor is enforced</source>
        <translation>Ein zweiter Faktor wird erzwungen</translation>
    </message>
    <message>
        <source>Enforce it at the identity provider, and add a dated statement to the check set.</source>
        <translation>Erzwingen Sie ihn beim Identitätsanbieter, und fügen Sie dem Prüfsatz eine Aussage mit Datum hinzu.</translation>
    </message>
    <message>
        <source>Self-registration is off</source>
        <translation>Selbstregistrierung ist ausgeschaltet</translation>
    </message>
    <message>
        <source>Switch off &quot;Allow self-registration&quot; in the configuration.</source>
        <translation>Schalten Sie „Selbstregistrierung erlauben“ in der Konfiguration aus.</translation>
    </message>
    <message>
        <source>Only administrators can create projects</source>
        <translation>Nur Administratoren können Projekte anlegen</translation>
    </message>
    <message>
        <source>Set &quot;Project creation&quot; to &quot;Admin only&quot; in the configuration.</source>
        <translation>Setzen Sie „Projekterstellung“ in der Konfiguration auf „Nur Admins“.</translation>
    </message>
    <message>
        <source>The default password of the administrator is changed</source>
        <translation>Das Standardpasswort des Administrators ist geändert</translation>
    </message>
    <message>
        <source>Change the password of the user admin now.</source>
        <translation>Ändern Sie jetzt das Passwort des Benutzers admin.</translation>
    </message>
    <message>
        <source>Few users are system administrators</source>
        <translation>Wenige Benutzer sind Systemadministratoren</translation>
    </message>
    <message>
        <source>Remove the system administrator role from users who do not need it, and assign it through a group.</source>
        <translation>Entziehen Sie Benutzern, die sie nicht brauchen, die Rolle Systemadministrator, und vergeben Sie die Rolle über eine Gruppe.</translation>
    </message>
    <message>
        <source>The built-in administrator is only for emergencies</source>
        <translation>Der eingebaute Administrator ist nur für Notfälle</translation>
    </message>
    <message>
        <source>Use a personal account, and the built-in one only in emergencies.</source>
        <translation>Arbeiten Sie mit einem persönlichen Konto, und verwenden Sie das eingebaute nur in Notfällen.</translation>
    </message>
    <message>
        <source>No project is public unnecessarily</source>
        <translation>Kein Projekt ist unnötig öffentlich</translation>
    </message>
    <message>
        <source>Make the project private, or add it to &quot;allowed&quot; in the check set.</source>
        <translation>Machen Sie das Projekt privat, oder fügen Sie es im Prüfsatz zu &quot;allowed&quot; hinzu.</translation>
    </message>
    <message>
        <source>Members are assigned through groups</source>
        <translation>Mitglieder werden über Gruppen zugewiesen</translation>
    </message>
    <message>
        <source>Assign roles to groups of the identity provider instead of individual users.</source>
        <translation>Weisen Sie Rollen Gruppen des Identitätsanbieters statt einzelnen Benutzern zu.</translation>
    </message>
    <message>
        <source>No user is inactive</source>
        <translation>Kein Benutzer ist inaktiv</translation>
    </message>
    <message>
        <source>Remove the users, or their roles.</source>
        <translation>Entfernen Sie die Benutzer oder ihre Rollen.</translation>
    </message>
    <message>
        <source>Sessions and tokens are short-lived</source>
        <translation>Sitzungen und Token sind kurzlebig</translation>
    </message>
    <message>
        <source>Lower &quot;Session timeout&quot; and &quot;Token expiration&quot; in the configuration.</source>
        <translation>Verringern Sie „Sitzungs-Timeout“ und „Token-Ablauf“ in der Konfiguration.</translation>
    </message>
    <message>
        <source>The connection to the identity provider is verified</source>
        <translation>Die Verbindung zum Identitätsanbieter wird geprüft</translation>
    </message>
    <message>
        <source>Switch certificate verification on, and use ldaps for a directory.</source>
        <translation>Schalten Sie die Zertifikatsprüfung ein, und verwenden Sie ldaps für LDAP.</translation>
    </message>
    <message>
        <source>Not everyone gets an account at sign-in</source>
        <translation>Nicht jeder erhält bei der Anmeldung ein Konto</translation>
    </message>
    <message>
        <source>Set the OIDC group filter.</source>
        <translation>Setzen Sie den OIDC-Gruppenfilter.</translation>
    </message>
    <message>
        <source>The registry API answers without a sign-in.</source>
        <translation>Die Registry-API antwortet ohne Anmeldung.</translation>
    </message>
    <message>
        <source>The list of all repositories can be read without signing in.</source>
        <translation>Die Liste aller Repositorys ist ohne Anmeldung lesbar.</translation>
    </message>
    <message>
        <source>The registry issues a token for %1 without a sign-in.</source>
        <translation>Ohne Anmeldung stellt die Registry ein Token für %1 aus.</translation>
    </message>
    <message>
        <source>The registry API asks everybody to sign in.</source>
        <translation>Die Registry-API verlangt immer eine Anmeldung.</translation>
    </message>
    <message>
        <source>The response without a sign-in was %1, which is inconclusive.</source>
        <translation>Die Antwort ohne Anmeldung war %1; das lässt keinen Schluss zu.</translation>
    </message>
    <message>
        <source>The connection to the registry is not encrypted.</source>
        <translation>Die Verbindung zur Registry ist nicht verschlüsselt.</translation>
    </message>
    <message>
        <source>Old TLS versions are accepted: %1.</source>
        <translation>Alte TLS-Versionen werden akzeptiert: %1.</translation>
    </message>
    <message>
        <source>%1 weak cipher suites are accepted: %2.</source>
        <translation>%1 schwache Cipher-Suites werden akzeptiert: %2.</translation>
    </message>
    <message>
        <source>No handshake succeeded.</source>
        <translation>Kein Handshake war erfolgreich.</translation>
    </message>
    <message>
        <source>Only %1 with strong cipher suites is accepted.</source>
        <translation>Nur %1 mit starken Cipher-Suites wird akzeptiert.</translation>
    </message>
    <message>
        <source>The certificate is for another host.</source>
        <translation>Das Zertifikat gilt für einen anderen Host.</translation>
    </message>
    <message>
        <source>The certificate chain is not trusted: %1</source>
        <translation>Die Zertifikatskette ist nicht vertrauenswürdig: %1</translation>
    </message>
    <message>
        <source>The certificate ends in %1 days (%2); at least %3 should be left.</source>
        <translation>Das Zertifikat läuft in %1 Tagen ab (%2); mindestens %3 sind erforderlich.</translation>
    </message>
    <message>
        <source>Key or signature is weak: %1.</source>
        <translation>Schlüssel oder Signatur ist schwach: %1.</translation>
    </message>
    <message>
        <source>The certificate is trusted and ends in %1 days.</source>
        <translation>Das Zertifikat ist vertrauenswürdig und läuft in %1 Tagen ab.</translation>
    </message>
    <message>
        <source>HSTS is set for %1 seconds; at least %2 are required.</source>
        <translation>HSTS ist für %1 Sekunden gesetzt; mindestens %2 sind erforderlich.</translation>
    </message>
    <message>
        <source>Port 80 responds without encryption and does not redirect to HTTPS.</source>
        <translation>Port 80 antwortet unverschlüsselt und leitet nicht auf HTTPS um.</translation>
    </message>
    <message>
        <source>HSTS is set for %1 seconds, and plain HTTP is closed or redirects to HTTPS.</source>
        <translation>HSTS ist für %1 Sekunden gesetzt, und HTTP ist geschlossen oder leitet auf HTTPS um.</translation>
    </message>
    <message>
        <source>HSTS is set, but plain HTTP could not be checked.</source>
        <translation>HSTS ist gesetzt, aber HTTP konnte nicht geprüft werden.</translation>
    </message>
    <message>
        <source>The registry does not report its time.</source>
        <translation>Die Registry meldet ihre Uhrzeit nicht.</translation>
    </message>
    <message>
        <source>The clock of the registry differs by %1 seconds from the clock of this computer.</source>
        <translation>Die Uhr der Registry weicht um %1 Sekunden von der Uhr dieses Computers ab.</translation>
    </message>
    <message>
        <source>The clock of the registry differs by %1 seconds from the clock of this computer; less than %2 are allowed.</source>
        <translation>Die Uhr der Registry weicht um %1 Sekunden von der Uhr dieses Computers ab; erlaubt sind weniger als %2.</translation>
    </message>
    <message>
        <source>Images cannot be read without a sign-in</source>
        <translation>Images sind ohne Anmeldung nicht lesbar</translation>
    </message>
    <message>
        <source>Make projects private, and disable anonymous access.</source>
        <translation>Machen Sie Projekte privat, und schalten Sie anonymen Zugriff aus.</translation>
    </message>
    <message>
        <source>Only new TLS versions and strong ciphers</source>
        <translation>Nur neue TLS-Versionen und starke Cipher</translation>
    </message>
    <message>
        <source>Allow only TLS 1.2 and 1.3 with (EC)DHE and AEAD ciphers in the proxy in front of the registry.</source>
        <translation>Erlauben Sie im Proxy vor der Registry nur TLS 1.2 und 1.3 mit (EC)DHE- und AEAD-Ciphern.</translation>
    </message>
    <message>
        <source>The certificate is valid, strong and does not expire soon</source>
        <translation>Das Zertifikat ist gültig, stark und läuft nicht bald ab</translation>
    </message>
    <message>
        <source>Renew the certificate, with at least RSA 2048 or P-256 and SHA-256.</source>
        <translation>Erneuern Sie das Zertifikat, mindestens mit RSA 2048 oder P-256 und SHA-256.</translation>
    </message>
    <message>
        <source>HSTS is set and plain HTTP is closed</source>
        <translation>HSTS ist gesetzt und HTTP ist geschlossen</translation>
    </message>
    <message>
        <source>Send Strict-Transport-Security, and redirect or close port 80.</source>
        <translation>Senden Sie Strict-Transport-Security, und leiten Sie Port 80 um oder schließen Sie ihn.</translation>
    </message>
    <message>
        <source>The clock is correct</source>
        <translation>Die Uhr geht richtig</translation>
    </message>
    <message>
        <source>Synchronise the clock of the server with NTP.</source>
        <translation>Synchronisieren Sie die Uhr des Servers über NTP.</translation>
    </message>
    <message>
        <source>There are no images with a readable configuration.</source>
        <translation>Es gibt keine Images mit lesbarer Konfiguration.</translation>
    </message>
    <message>
        <source>No secret was found in the configurations of %1 images.</source>
        <translation>In den Konfigurationen von %1 Images wurde kein Secret gefunden.</translation>
    </message>
    <message>
        <source>In the configurations of %1 of %2 images stands what looks like a secret.</source>
        <translation>Die Konfigurationen von %1 von %2 Images enthalten mögliche Secrets.</translation>
    </message>
    <message>
        <source>All %1 images name a user who is not root.</source>
        <translation>Alle %1 Images setzen einen anderen Benutzer als root.</translation>
    </message>
    <message>
        <source>%1 of %2 images run as root or do not meet the requirements.</source>
        <translation>%1 von %2 Images laufen als root oder erfüllen die Anforderungen nicht.</translation>
    </message>
    <message>
        <source>All %1 images in use were built within the allowed period.</source>
        <translation>Alle %1 verwendeten Images wurden im erlaubten Zeitraum gebaut.</translation>
    </message>
    <message>
        <source>%1 of %2 images in use were built too long ago.</source>
        <translation>%1 von %2 verwendeten Images wurden vor zu langer Zeit gebaut.</translation>
    </message>
    <message>
        <source>All %1 tags that exist in several registries are the same image.</source>
        <translation>Alle %1 Tags, die in mehreren Registrys vorkommen, sind dasselbe Image.</translation>
    </message>
    <message>
        <source>%1 of %2 tags that exist in several registries are different images.</source>
        <translation>%1 von %2 Tags, die in mehreren Registrys vorkommen, sind verschiedene Images.</translation>
    </message>
    <message>
        <source>No tag exists in several registries of the local store.</source>
        <translation>Kein Tag kommt in mehreren Registrys des lokalen Speichers vor.</translation>
    </message>
    <message>
        <source>No secrets in images</source>
        <translation>Keine Secrets in Images</translation>
    </message>
    <message>
        <source>Remove the secret from the image, replace it where it is used, and rebuild the image.</source>
        <translation>Entfernen Sie das Secret aus dem Image, ersetzen Sie es überall, wo es verwendet wird, und bauen Sie das Image neu.</translation>
    </message>
    <message>
        <source>Images do not run as root</source>
        <translation>Images laufen nicht als root</translation>
    </message>
    <message>
        <source>Set USER in the Dockerfile.</source>
        <translation>Setzen Sie USER im Dockerfile.</translation>
    </message>
    <message>
        <source>Images in use are not old</source>
        <translation>Verwendete Images sind nicht alt</translation>
    </message>
    <message>
        <source>Build the image again on a fresh base.</source>
        <translation>Bauen Sie das Image auf einem aktuellen Basis-Image neu.</translation>
    </message>
    <message>
        <source>A tag is the same image in every registry</source>
        <translation>Ein Tag ist in jeder Registry dasselbe Image</translation>
    </message>
    <message>
        <source>Copy the image again, or deploy by digest.</source>
        <translation>Kopieren Sie das Image erneut, oder deployen Sie per Digest.</translation>
    </message>
    <message>
        <source>Release tags are immutable in all %1 production projects.</source>
        <translation>In allen %1 Produktionsprojekten sind Release-Tags unveränderlich.</translation>
    </message>
    <message>
        <source>%1 of %2 production projects have no rule that keeps release tags as they are.</source>
        <translation>%1 von %2 Produktionsprojekten haben keine Unveränderlichkeitsregel für Release-Tags.</translation>
    </message>
    <message>
        <source>No project counts as production.</source>
        <translation>Kein Projekt gilt als Produktion.</translation>
    </message>
    <message>
        <source>All %1 projects have a retention rule with a schedule.</source>
        <translation>Alle %1 Projekte haben eine Aufbewahrungsregel mit Zeitplan.</translation>
    </message>
    <message>
        <source>%1 of %2 projects have no retention rule with a schedule.</source>
        <translation>%1 von %2 Projekten haben keine Aufbewahrungsregel mit Zeitplan.</translation>
    </message>
    <message>
        <source>There are no projects.</source>
        <translation>Es gibt keine Projekte.</translation>
    </message>
    <message>
        <source>Garbage collection has no schedule.</source>
        <translation>Die Garbage Collection hat keinen Zeitplan.</translation>
    </message>
    <message>
        <source>Garbage collection is scheduled, but has never run.</source>
        <translation>Die Garbage Collection ist geplant, lief aber noch nie.</translation>
    </message>
    <message>
        <source>The last garbage collection was %1 days ago.</source>
        <translation>Die letzte Garbage Collection war vor %1 Tagen.</translation>
    </message>
    <message>
        <source>Garbage collection is scheduled, and the last run succeeded %1 days ago.</source>
        <translation>Die Garbage Collection ist geplant, und der letzte Lauf war vor %1 Tagen erfolgreich.</translation>
    </message>
    <message>
        <source>The latest garbage collection is still running.</source>
        <translation>Die letzte Garbage Collection läuft noch.</translation>
    </message>
    <message>
        <source>The last garbage collection ended with %1.</source>
        <translation>Die letzte Garbage Collection endete mit %1.</translation>
    </message>
    <message>
        <source>All %1 images outside archives were pushed or pulled within the allowed period.</source>
        <translation>Alle %1 Images außerhalb von Archiven wurden im erlaubten Zeitraum gepusht oder gepullt.</translation>
    </message>
    <message>
        <source>%1 of %2 images outside archives have not been pulled for too long.</source>
        <translation>%1 von %2 Images außerhalb von Archiven wurden zu lange nicht gepullt.</translation>
    </message>
    <message>
        <source>There are no images outside archives.</source>
        <translation>Es gibt keine Images außerhalb von Archiven.</translation>
    </message>
    <message>
        <source>All %1 quotas are set and not nearly full.</source>
        <translation>Alle %1 Kontingente sind gesetzt und nicht fast voll.</translation>
    </message>
    <message>
        <source>%1 of %2 projects have no quota, or have nearly used it up.</source>
        <translation>%1 von %2 Projekten haben kein Kontingent oder haben es fast aufgebraucht.</translation>
    </message>
    <message>
        <source>The registry does not report the size of its storage.</source>
        <translation>Die Registry meldet die Größe ihres Speichers nicht.</translation>
    </message>
    <message>
        <source>%1 percent of the storage is free.</source>
        <translation>%1 Prozent des Speichers sind frei.</translation>
    </message>
    <message>
        <source>%1 percent of the storage is free; more than %2 is required.</source>
        <translation>%1 Prozent des Speichers sind frei; mehr als %2 sind erforderlich.</translation>
    </message>
    <message>
        <source>None of the %1 tags in use in production is a mutable &quot;latest&quot;.</source>
        <translation>Keines der %1 in der Produktion verwendeten Tags ist ein veränderliches „latest“.</translation>
    </message>
    <message>
        <source>%1 of %2 tags in use in production are a mutable &quot;latest&quot;.</source>
        <translation>%1 von %2 in der Produktion verwendeten Tags sind ein veränderliches „latest“.</translation>
    </message>
    <message>
        <source>No tag has been pulled in production recently.</source>
        <translation>In der Produktion wurde in letzter Zeit kein Tag gepullt.</translation>
    </message>
    <message>
        <source>Release tags are immutable</source>
        <translation>Release-Tags sind unveränderlich</translation>
    </message>
    <message>
        <source>Add a tag immutability rule for release tags (v*, release*).</source>
        <translation>Fügen Sie eine Unveränderlichkeitsregel für Release-Tags (v*, release*) hinzu.</translation>
    </message>
    <message>
        <source>Every project has a retention rule</source>
        <translation>Jedes Projekt hat eine Aufbewahrungsregel</translation>
    </message>
    <message>
        <source>Add a tag retention rule with a schedule.</source>
        <translation>Fügen Sie eine Aufbewahrungsregel für Tags mit Zeitplan hinzu.</translation>
    </message>
    <message>
        <source>Garbage collection is scheduled and succeeds</source>
        <translation>Die Garbage Collection ist geplant und erfolgreich</translation>
    </message>
    <message>
        <source>Set a schedule for garbage collection.</source>
        <translation>Setzen Sie einen Zeitplan für die Garbage Collection.</translation>
    </message>
    <message>
        <source>No image is unused</source>
        <translation>Kein Image ist ungenutzt</translation>
    </message>
    <message>
        <source>Delete these images, or add a retention rule that deletes them.</source>
        <translation>Löschen Sie diese Images selbst oder mit einer Aufbewahrungsregel.</translation>
    </message>
    <message>
        <source>Quotas are set and not full</source>
        <translation>Kontingente sind gesetzt und nicht voll</translation>
    </message>
    <message>
        <source>Set a storage quota for the project, or raise it.</source>
        <translation>Setzen Sie ein Speicherkontingent für das Projekt, oder erhöhen Sie es.</translation>
    </message>
    <message>
        <source>Storage is available</source>
        <translation>Es ist Speicher frei</translation>
    </message>
    <message>
        <source>Run garbage collection, or add storage.</source>
        <translation>Starten Sie die Garbage Collection, oder erweitern Sie den Speicher.</translation>
    </message>
    <message>
        <source>No mutable tag &quot;latest&quot; is used</source>
        <translation>Kein veränderliches Tag „latest“ wird verwendet</translation>
    </message>
    <message>
        <source>Deploy by digest or by an immutable tag.</source>
        <translation>Deployen Sie per Digest oder mit einem unveränderlichen Tag.</translation>
    </message>
    <message>
        <source>There are no robot accounts.</source>
        <translation>Es gibt keine Robot-Konten.</translation>
    </message>
    <message>
        <source>All %1 robot accounts expire in time.</source>
        <translation>Alle %1 Robot-Konten laufen rechtzeitig ab.</translation>
    </message>
    <message>
        <source>%1 of %2 robot accounts never expire, or are valid longer than allowed.</source>
        <translation>%1 von %2 Robot-Konten laufen nie ab oder gelten länger als erlaubt.</translation>
    </message>
    <message>
        <source>All %1 robot accounts were created or changed within the allowed period.</source>
        <translation>Alle %1 Robot-Konten wurden im erlaubten Zeitraum angelegt oder geändert.</translation>
    </message>
    <message>
        <source>%1 of %2 robot accounts have not been changed for too long: their secrets are at least as old.</source>
        <translation>%1 von %2 Robot-Konten wurden zu lange nicht geändert: Ihre Secrets sind mindestens so alt.</translation>
    </message>
    <message>
        <source>All %1 robot accounts were used within the allowed period.</source>
        <translation>Alle %1 Robot-Konten wurden im erlaubten Zeitraum verwendet.</translation>
    </message>
    <message>
        <source>%1 of %2 robot accounts were not used within the allowed period.</source>
        <translation>%1 von %2 Robot-Konten wurden im erlaubten Zeitraum nicht verwendet.</translation>
    </message>
    <message>
        <source>All %1 robot accounts have only limited permissions.</source>
        <translation>Alle %1 Robot-Konten haben nur begrenzte Berechtigungen.</translation>
    </message>
    <message>
        <source>%1 of %2 robot accounts can push or delete everywhere, or change users, robot accounts, members, registries, replications or quotas.</source>
        <translation>%1 von %2 Robot-Konten können überall pushen oder löschen oder Benutzer, Robot-Konten, Mitglieder, Registrys, Replikationen oder Kontingente ändern.</translation>
    </message>
    <message>
        <source>A new robot account is valid for %1 days, not more than %2.</source>
        <translation>Ein neues Robot-Konto gilt %1 Tage, nicht mehr als %2.</translation>
    </message>
    <message>
        <source>A new robot account is valid for %1 days; at most %2 are allowed.</source>
        <translation>Ein neues Robot-Konto gilt %1 Tage; höchstens %2 sind erlaubt.</translation>
    </message>
    <message>
        <source>Robot accounts expire</source>
        <translation>Robot-Konten laufen ab</translation>
    </message>
    <message>
        <source>Give the robot a duration.</source>
        <translation>Setzen Sie eine Ablaufzeit für das Robot-Konto.</translation>
    </message>
    <message>
        <source>Secrets of robot accounts are refreshed</source>
        <translation>Secrets von Robot-Konten werden erneuert</translation>
    </message>
    <message>
        <source>Refresh the secret of the robot account.</source>
        <translation>Erneuern Sie das Secret des Robot-Kontos.</translation>
    </message>
    <message>
        <source>Robot accounts are in use</source>
        <translation>Robot-Konten werden verwendet</translation>
    </message>
    <message>
        <source>Disable or delete unused robot accounts.</source>
        <translation>Deaktivieren oder löschen Sie ungenutzte Robot-Konten.</translation>
    </message>
    <message>
        <source>Robot accounts have only the permissions they need</source>
        <translation>Robot-Konten haben nur die nötigen Berechtigungen</translation>
    </message>
    <message>
        <source>Restrict the robot account to its projects, and remove permissions to change users, robot accounts and members.</source>
        <translation>Beschränken Sie das Robot-Konto auf seine Projekte, und entziehen Sie Berechtigungen zum Ändern von Benutzern, Robot-Konten und Mitgliedern.</translation>
    </message>
    <message>
        <source>New robot accounts are short-lived</source>
        <translation>Neue Robot-Konten sind kurzlebig</translation>
    </message>
    <message>
        <source>Lower &quot;Robot token expiration&quot; in the configuration.</source>
        <translation>Verringern Sie „Robot-Token-Ablauf“ in der Konfiguration.</translation>
    </message>
    <message>
        <source>All %1 projects scan images on push.</source>
        <translation>Alle %1 Projekte scannen Images beim Push.</translation>
    </message>
    <message>
        <source>%1 of %2 projects do not scan images on push.</source>
        <translation>%1 von %2 Projekten scannen Images nicht beim Push.</translation>
    </message>
    <message>
        <source>All images are rescanned on the schedule %1.</source>
        <translation>Alle Images werden nach dem Zeitplan %1 erneut gescannt.</translation>
    </message>
    <message>
        <source>Images are not rescanned often enough (%1).</source>
        <translation>Images werden zu selten erneut gescannt (%1).</translation>
    </message>
    <message>
        <source>No schedule rescans all images.</source>
        <translation>Kein Zeitplan scannt alle Images erneut.</translation>
    </message>
    <message>
        <source>No scanner is set up.</source>
        <translation>Kein Scanner ist eingerichtet.</translation>
    </message>
    <message>
        <source>The default scanner is disabled or unhealthy.</source>
        <translation>Der Standardscanner ist deaktiviert oder nicht gesund.</translation>
    </message>
    <message>
        <source>No scanner reports the date of its vulnerability database.</source>
        <translation>Kein Scanner meldet das Datum seiner Schwachstellendatenbank.</translation>
    </message>
    <message>
        <source>All %1 vulnerability databases are up to date.</source>
        <translation>Alle %1 Schwachstellendatenbanken sind aktuell.</translation>
    </message>
    <message>
        <source>%1 of %2 vulnerability databases are too old.</source>
        <translation>%1 von %2 Schwachstellendatenbanken sind zu alt.</translation>
    </message>
    <message>
        <source>Nothing here can be scanned.</source>
        <translation>Hier kann nichts gescannt werden.</translation>
    </message>
    <message>
        <source>All %1 images have been scanned.</source>
        <translation>Alle %1 Images wurden gescannt.</translation>
    </message>
    <message>
        <source>%1 of %2 images have not been scanned.</source>
        <translation>%1 von %2 Images wurden nicht gescannt.</translation>
    </message>
    <message>
        <source>The latest scan of all %1 scanned images is recent.</source>
        <translation>Der letzte Scan aller %1 gescannten Images ist aktuell.</translation>
    </message>
    <message>
        <source>The latest scan of %1 of %2 scanned images is too old.</source>
        <translation>Der letzte Scan von %1 von %2 gescannten Images ist zu alt.</translation>
    </message>
    <message>
        <source>No image has been scanned.</source>
        <translation>Kein Image wurde gescannt.</translation>
    </message>
    <message>
        <source>All %1 production projects block vulnerable images.</source>
        <translation>Alle %1 Produktionsprojekte blockieren verwundbare Images.</translation>
    </message>
    <message>
        <source>%1 of %2 production projects allow pulls of images with high or critical findings.</source>
        <translation>%1 von %2 Produktionsprojekten erlauben Pulls von Images mit hohen oder kritischen Befunden.</translation>
    </message>
    <message>
        <source>%1 open findings are past their due date.</source>
        <translation>%1 offene Befunde sind überfällig.</translation>
    </message>
    <message>
        <source>No open finding is past its due date.</source>
        <translation>Kein offener Befund ist überfällig.</translation>
    </message>
    <message>
        <source>No list of known exploited vulnerabilities has been imported (lotse-cli priority FILE).</source>
        <translation>Es wurde keine Liste bekannt ausgenutzter Schwachstellen importiert (lotse-cli priority FILE).</translation>
    </message>
    <message>
        <source>%1 open findings in images in use are known exploited.</source>
        <translation>%1 offene Befunde in verwendeten Images sind bekannt ausgenutzt.</translation>
    </message>
    <message>
        <source>No image in use has an open finding that is known exploited.</source>
        <translation>Kein verwendetes Image hat einen offenen, bekannt ausgenutzten Befund.</translation>
    </message>
    <message>
        <source>Every list of allowed vulnerabilities ends in time.</source>
        <translation>Jede Zulassungsliste läuft rechtzeitig ab.</translation>
    </message>
    <message>
        <source>%1 lists of allowed vulnerabilities never end, or not within %2 days.</source>
        <translation>%1 Zulassungslisten laufen nie oder nicht innerhalb von %2 Tagen ab.</translation>
    </message>
    <message>
        <source>The connection to all %1 scanners is verified.</source>
        <translation>Die Verbindung zu allen %1 Scannern wird geprüft.</translation>
    </message>
    <message>
        <source>The connection to %1 of %2 scanners is not encrypted or not verified.</source>
        <translation>Die Verbindung zu %1 von %2 Scannern ist nicht verschlüsselt oder wird nicht geprüft.</translation>
    </message>
    <message>
        <source>Images are scanned on push</source>
        <translation>Images werden beim Push gescannt</translation>
    </message>
    <message>
        <source>Switch on &quot;Automatically scan images on push&quot; in the configuration of the project.</source>
        <translation>Schalten Sie „Images beim Push automatisch scannen“ in der Konfiguration des Projekts ein.</translation>
    </message>
    <message>
        <source>All images are rescanned regularly</source>
        <translation>Alle Images werden regelmäßig erneut gescannt</translation>
    </message>
    <message>
        <source>Set a schedule to scan all images at least once a week.</source>
        <translation>Setzen Sie einen Zeitplan für den Gesamtscan, mindestens einmal pro Woche.</translation>
    </message>
    <message>
        <source>The scanner is healthy and its database up to date</source>
        <translation>Der Scanner ist gesund und seine Datenbank aktuell</translation>
    </message>
    <message>
        <source>Update the database of the scanner, and check its log.</source>
        <translation>Lassen Sie den Scanner seine Datenbank aktualisieren, und prüfen Sie sein Log.</translation>
    </message>
    <message>
        <source>Nearly all images have been scanned</source>
        <translation>Fast alle Images wurden gescannt</translation>
    </message>
    <message>
        <source>Scan the listed images.</source>
        <translation>Scannen Sie die aufgeführten Images.</translation>
    </message>
    <message>
        <source>Scans are recent</source>
        <translation>Scans sind aktuell</translation>
    </message>
    <message>
        <source>Scan all images again, and set a schedule.</source>
        <translation>Scannen Sie alle Images erneut, und setzen Sie einen Zeitplan.</translation>
    </message>
    <message>
        <source>Vulnerable images cannot be pulled</source>
        <translation>Verwundbare Images können nicht gepullt werden</translation>
    </message>
    <message>
        <source>Switch on &quot;Prevent vulnerable images from running&quot; at severity high or lower.</source>
        <translation>Schalten Sie „Ausführen verwundbarer Images verhindern“ ab Schweregrad hoch oder niedriger ein.</translation>
    </message>
    <message>
        <source>Findings are handled in time</source>
        <translation>Befunde werden rechtzeitig bearbeitet</translation>
    </message>
    <message>
        <source>Update the images, or decide on the findings.</source>
        <translation>Aktualisieren Sie die Images, oder entscheiden Sie über die Befunde.</translation>
    </message>
    <message>
        <source>No image in use has an exploited vulnerability</source>
        <translation>Keine ausgenutzte Schwachstelle in verwendeten Images</translation>
    </message>
    <message>
        <source>Update these images first, or decide on the findings with a date.</source>
        <translation>Aktualisieren Sie zuerst diese Images, oder entscheiden Sie mit einem Datum über die Befunde.</translation>
    </message>
    <message>
        <source>Allowed vulnerabilities have an end</source>
        <translation>Zulassungslisten laufen ab</translation>
    </message>
    <message>
        <source>Set an expiry date on the allowlist.</source>
        <translation>Setzen Sie ein Ablaufdatum für die Zulassungsliste.</translation>
    </message>
    <message>
        <source>The connection to the scanner is verified</source>
        <translation>Die Verbindung zum Scanner wird geprüft</translation>
    </message>
    <message>
        <source>Reach the scanner by https, and verify its certificate.</source>
        <translation>Verwenden Sie https für den Scanner, und prüfen Sie sein Zertifikat.</translation>
    </message>
    <message>
        <source>These events are not written to the audit trail: %1.</source>
        <translation>Diese Ereignisse werden nicht ins Audit-Protokoll geschrieben: %1.</translation>
    </message>
    <message>
        <source>The audit trail is not forwarded to another system.</source>
        <translation>Das Audit-Protokoll wird nicht an ein anderes System weitergeleitet.</translation>
    </message>
    <message>
        <source>The audit trail is forwarded to %1, and no event is excluded.</source>
        <translation>Das Audit-Protokoll wird an %1 weitergeleitet, und kein Ereignis ist ausgeschlossen.</translation>
    </message>
    <message>
        <source>The audit trail is never purged by itself.</source>
        <translation>Das Audit-Protokoll wird nie automatisch bereinigt.</translation>
    </message>
    <message>
        <source>The registry does not report how long the audit trail is retained.</source>
        <translation>Die Registry meldet nicht, wie lange das Audit-Protokoll aufbewahrt wird.</translation>
    </message>
    <message>
        <source>The audit trail is retained for %1 hours.</source>
        <translation>Das Audit-Protokoll wird %1 Stunden aufbewahrt.</translation>
    </message>
    <message>
        <source>The audit trail is retained for %1 hours; at least %2 are required.</source>
        <translation>Das Audit-Protokoll wird %1 Stunden aufbewahrt; mindestens %2 sind erforderlich.</translation>
    </message>
    <message>
        <source>All %1 webhook targets are encrypted, verified and have a secret.</source>
        <translation>Alle %1 Webhook-Ziele sind verschlüsselt, geprüft und haben ein Secret.</translation>
    </message>
    <message>
        <source>%1 of %2 webhook targets are not encrypted, not verified, or have no secret.</source>
        <translation>%1 von %2 Webhook-Zielen sind nicht verschlüsselt, nicht geprüft oder haben kein Secret.</translation>
    </message>
    <message>
        <source>There are no webhooks.</source>
        <translation>Es gibt keine Webhooks.</translation>
    </message>
    <message>
        <source>All %1 registries are encrypted, verified and healthy.</source>
        <translation>Alle %1 Registrys sind verschlüsselt, geprüft und gesund.</translation>
    </message>
    <message>
        <source>%1 of %2 registries are not encrypted, not verified or unhealthy.</source>
        <translation>%1 von %2 Registrys sind nicht verschlüsselt, nicht geprüft oder nicht gesund.</translation>
    </message>
    <message>
        <source>No other registry is connected.</source>
        <translation>Keine andere Registry ist verbunden.</translation>
    </message>
    <message>
        <source>No enabled replication copies images to another registry by itself.</source>
        <translation>Keine aktivierte Replikation kopiert Images automatisch in eine andere Registry.</translation>
    </message>
    <message>
        <source>All %1 replications to other registries succeeded in time.</source>
        <translation>Alle %1 Replikationen in andere Registrys waren rechtzeitig erfolgreich.</translation>
    </message>
    <message>
        <source>%1 of %2 replications to other registries have not succeeded in time.</source>
        <translation>%1 von %2 Replikationen in andere Registrys waren nicht rechtzeitig erfolgreich.</translation>
    </message>
    <message>
        <source>All %1 proxy caches are private and filter what they fetch.</source>
        <translation>Alle %1 Proxy-Caches sind privat und filtern, was sie abrufen.</translation>
    </message>
    <message>
        <source>%1 of %2 proxy caches are public, or fetch anything.</source>
        <translation>%1 von %2 Proxy-Caches sind öffentlich oder haben keinen Filter.</translation>
    </message>
    <message>
        <source>There is no proxy cache.</source>
        <translation>Es gibt keinen Proxy-Cache.</translation>
    </message>
    <message>
        <source>The read-only mode of the registry is as expected.</source>
        <translation>Der Schreibschutz der Registry ist wie erwartet gesetzt.</translation>
    </message>
    <message>
        <source>The registry is read-only, but this is not planned.</source>
        <translation>Die Registry ist ungeplant schreibgeschützt.</translation>
    </message>
    <message>
        <source>The registry is not read-only, but should be.</source>
        <translation>Die Registry ist nicht schreibgeschützt, sollte es aber sein.</translation>
    </message>
    <message>
        <source>The registry does not report its version.</source>
        <translation>Die Registry meldet ihre Version nicht.</translation>
    </message>
    <message>
        <source>The list of supported versions is dated %1: too old for an assessment. Set &quot;least&quot; and &quot;dated&quot; in the check set.</source>
        <translation>Die Liste der unterstützten Versionen ist vom %1: zu alt für eine Beurteilung. Setzen Sie &quot;least&quot; und &quot;dated&quot; im Prüfsatz.</translation>
    </message>
    <message>
        <source>Version %1 is older than %2, the oldest supported version as of %3.</source>
        <translation>Version %1 ist älter als %2, die älteste unterstützte Version (Stand %3).</translation>
    </message>
    <message>
        <source>Version %1 is not older than %2, the oldest supported version as of %3.</source>
        <translation>Version %1 ist nicht älter als %2, die älteste unterstützte Version (Stand %3).</translation>
    </message>
    <message>
        <source>These components are unhealthy: %1.</source>
        <translation>Diese Komponenten sind nicht gesund: %1.</translation>
    </message>
    <message>
        <source>These queues are paused or wait too long: %1.</source>
        <translation>Diese Warteschlangen sind pausiert oder ihre Latenz ist zu hoch: %1.</translation>
    </message>
    <message>
        <source>The registry reports the status: %1</source>
        <translation>Die Registry meldet den Status: %1</translation>
    </message>
    <message>
        <source>All components are healthy, and no queue is paused or stuck.</source>
        <translation>Alle Komponenten sind gesund, und keine Warteschlange ist pausiert oder blockiert.</translation>
    </message>
    <message>
        <source>The audit trail is complete and forwarded</source>
        <translation>Das Audit-Protokoll ist vollständig und wird weitergeleitet</translation>
    </message>
    <message>
        <source>Set &quot;Audit log forward syslog endpoint&quot;, and enable all events.</source>
        <translation>Setzen Sie „Syslog-Endpunkt für das Audit-Protokoll“, und schalten Sie alle Ereignisse ein.</translation>
    </message>
    <message>
        <source>The audit trail is retained long enough</source>
        <translation>Das Audit-Protokoll wird lange genug aufbewahrt</translation>
    </message>
    <message>
        <source>Raise the retention of the audit log purge.</source>
        <translation>Erhöhen Sie die Aufbewahrung bei der Audit-Bereinigung.</translation>
    </message>
    <message>
        <source>Webhooks are secure</source>
        <translation>Webhooks sind sicher</translation>
    </message>
    <message>
        <source>Use https, verify the certificate, and set an auth header.</source>
        <translation>Verwenden Sie https, prüfen Sie das Zertifikat, und setzen Sie einen Auth-Header.</translation>
    </message>
    <message>
        <source>Connected registries are secure</source>
        <translation>Verbundene Registrys sind sicher</translation>
    </message>
    <message>
        <source>Use https with &quot;Verify remote certificate&quot;.</source>
        <translation>Verwenden Sie https mit „Zertifikat der Gegenstelle prüfen“.</translation>
    </message>
    <message>
        <source>Images are copied to another registry</source>
        <translation>Images werden in eine andere Registry kopiert</translation>
    </message>
    <message>
        <source>Set up a scheduled replication to a second registry.</source>
        <translation>Richten Sie eine Replikation mit Zeitplan in eine zweite Registry ein.</translation>
    </message>
    <message>
        <source>Proxy caches fetch only what they should</source>
        <translation>Proxy-Caches rufen nur ab, was sie sollen</translation>
    </message>
    <message>
        <source>Make the proxy cache private, and set a filter.</source>
        <translation>Machen Sie den Proxy-Cache privat, und setzen Sie einen Filter.</translation>
    </message>
    <message>
        <source>The registry is read-only only when planned</source>
        <translation>Die Registry ist nur schreibgeschützt, wenn es geplant ist</translation>
    </message>
    <message>
        <source>Change &quot;Repository read only&quot; in the configuration.</source>
        <translation>Ändern Sie „Repository Read Only“ in der Konfiguration.</translation>
    </message>
    <message>
        <source>The version is supported</source>
        <translation>Die Version wird unterstützt</translation>
    </message>
    <message>
        <source>Update to the newest patch of a supported version.</source>
        <translation>Aktualisieren Sie auf den neuesten Patch einer unterstützten Version.</translation>
    </message>
    <message>
        <source>Components are healthy and jobs run</source>
        <translation>Komponenten sind gesund und Aufträge laufen</translation>
    </message>
    <message>
        <source>Check the component, and resume the queue.</source>
        <translation>Prüfen Sie die Komponente, und setzen Sie die Warteschlange fort.</translation>
    </message>
    <message>
        <source>All %1 production projects allow only signed images to be pulled.</source>
        <translation>Alle %1 Produktionsprojekte erlauben nur Pulls signierter Images.</translation>
    </message>
    <message>
        <source>%1 of %2 production projects allow unsigned images to be pulled.</source>
        <translation>%1 von %2 Produktionsprojekten erlauben Pulls nicht signierter Images.</translation>
    </message>
    <message>
        <source>It is not known what is attached to the images.</source>
        <translation>Die Anhänge der Images wurden nicht gelesen.</translation>
    </message>
    <message>
        <source>All %1 images in use are signed, and their signatures were verified.</source>
        <translation>Alle %1 verwendeten Images sind signiert, und ihre Signaturen wurden verifiziert.</translation>
    </message>
    <message>
        <source>No image is in use.</source>
        <translation>Kein Image wird verwendet.</translation>
    </message>
    <message>
        <source>There are no images.</source>
        <translation>Es gibt keine Images.</translation>
    </message>
    <message>
        <source>All %1 images have an SBOM.</source>
        <translation>Alle %1 Images haben eine SBOM.</translation>
    </message>
    <message>
        <source>%1 of %2 images have no SBOM.</source>
        <translation>%1 von %2 Images haben keine SBOM.</translation>
    </message>
    <message>
        <source>All %1 images in use have verified provenance.</source>
        <translation>Alle %1 verwendeten Images haben einen verifizierten Herkunftsnachweis.</translation>
    </message>
    <message>
        <source>Only signed images can be pulled</source>
        <translation>Nur signierte Images können gepullt werden</translation>
    </message>
    <message>
        <source>Switch on Cosign or Notation under &quot;Deployment security&quot; of the project.</source>
        <translation>Schalten Sie Cosign oder Notation unter „Deployment-Sicherheit“ des Projekts ein.</translation>
    </message>
    <message>
        <source>Images in use are signed, and the signatures are valid</source>
        <translation>Verwendete Images sind signiert, und die Signaturen sind gültig</translation>
    </message>
    <message>
        <source>Sign the images in the build, and verify them before use.</source>
        <translation>Signieren Sie die Images im Build, und verifizieren Sie sie vor der Verwendung.</translation>
    </message>
    <message>
        <source>Nearly all images have an SBOM</source>
        <translation>Fast alle Images haben eine SBOM</translation>
    </message>
    <message>
        <source>Switch on automatic SBOM generation in the project, or attach an SBOM in the build.</source>
        <translation>Schalten Sie die automatische SBOM-Erzeugung im Projekt ein, oder hängen Sie im Build eine SBOM an.</translation>
    </message>
    <message>
        <source>Images in use have provenance</source>
        <translation>Verwendete Images haben einen Herkunftsnachweis</translation>
    </message>
    <message>
        <source>Attach SLSA provenance in the build.</source>
        <translation>Hängen Sie im Build einen SLSA-Herkunftsnachweis an.</translation>
    </message>
    <message>
        <source>Automated scanning</source>
        <translation>Automatisches Scannen</translation>
    </message>
    <message>
        <source>Signing and verification</source>
        <translation>Signieren und Verifizieren</translation>
    </message>
    <message>
        <source>Access control</source>
        <translation>Zugriffskontrolle</translation>
    </message>
    <message>
        <source>Audit and reports</source>
        <translation>Audit und Berichte</translation>
    </message>
    <message>
        <source>Lifecycle</source>
        <translation>Lebenszyklus</translation>
    </message>
    <message>
        <source>Patched registry</source>
        <translation>Gepatchte Registry</translation>
    </message>
    <message>
        <source>Strong sign-in and roles</source>
        <translation>Starke Anmeldung und Rollen</translation>
    </message>
    <message>
        <source>CI/CD integration</source>
        <translation>CI/CD-Integration</translation>
    </message>
    <message>
        <source>Continuous scanning</source>
        <translation>Laufendes Scannen</translation>
    </message>
    <message>
        <source>Activity monitoring</source>
        <translation>Überwachung der Aktivitäten</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>The check set has an unknown member %1 in %2.</source>
        <translation>Der Prüfungssatz hat in %2 ein unbekanntes Feld %1.</translation>
    </message>
    <message>
        <source>The check set names the check %1, which there is not.</source>
        <translation>Der Prüfungssatz nennt die Prüfung %1, die es nicht gibt.</translation>
    </message>
    <message>
        <source>Every exception requires a check, an owner, a reason and an expiration date (2027-01-31): %1</source>
        <translation>Jede Ausnahme braucht eine Prüfung, einen Verantwortlichen, einen Grund und ein Ablaufdatum (2027-01-31): %1</translation>
    </message>
    <message>
        <source>A check of one&apos;s own needs an id that is free, a title, a kind and a path: %1</source>
        <translation>Eine eigene Prüfung braucht eine freie ID, einen Titel, eine Art und einen Pfad: %1</translation>
    </message>
    <message>
        <source>The comparison of %1 must be one of %2.</source>
        <translation>Der Vergleich von %1 ist keiner von %2.</translation>
    </message>
    <message>
        <source>All checks</source>
        <translation>Alle Prüfungen</translation>
    </message>
    <message>
        <source>Practices of a trusted registry</source>
        <translation>Praktiken einer vertrauenswürdigen Registry</translation>
    </message>
    <message>
        <source>Check set %1 not found. Built-in check sets: %2.</source>
        <translation>Es gibt keinen Prüfungssatz %1. Eingebaut sind %2.</translation>
    </message>
    <message>
        <source>The check set is no JSON object: %1</source>
        <translation>Der Prüfungssatz ist kein JSON-Objekt: %1</translation>
    </message>
    <message>
        <source>An exception applies to the check %1, which is not in the check set.</source>
        <translation>Eine Ausnahme gilt für die Prüfung %1, die der Satz nicht enthält.</translation>
    </message>
    <message>
        <source>Everything that could be read is in order, but some data could not be read: %1</source>
        <translation>Was gelesen werden konnte, ist in Ordnung, aber nicht alles konnte gelesen werden: %1</translation>
    </message>
    <message>
        <source>This registry is not Harbor.</source>
        <translation>Diese Registry ist kein Harbor.</translation>
    </message>
    <message>
        <source>This could not be read: %1</source>
        <translation>Das konnte nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>All %1 rows are as expected.</source>
        <translation>Alle %1 Zeilen sind wie erwartet.</translation>
    </message>
    <message>
        <source>%1 of %2 rows are not as expected.</source>
        <translation>%1 von %2 Zeilen sind nicht wie erwartet.</translation>
    </message>
    <message>
        <source>There are no such rows.</source>
        <translation>Solche Zeilen gibt es nicht.</translation>
    </message>
    <message>
        <source>It could not be read: %1</source>
        <translation>Es konnte nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>This is not a facts file: %1</source>
        <translation>Das ist keine Faktendatei: %1</translation>
    </message>
    <message>
        <source>This account may not read it.</source>
        <translation>Dieses Konto darf es nicht lesen.</translation>
    </message>
    <message>
        <source>The answer is no JSON object: %1</source>
        <translation>Die Antwort ist kein JSON-Objekt: %1</translation>
    </message>
    <message>
        <source>Only %1 of %2 names were looked up in the audit trail.</source>
        <translation>Nur %1 von %2 Namen wurden im Audit-Protokoll gesucht.</translation>
    </message>
    <message>
        <source>This account can access only some of the projects.</source>
        <translation>Dieses Konto sieht nur einen Teil der Projekte.</translation>
    </message>
    <message>
        <source>The registry gave no answer.</source>
        <translation>Die Registry hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>Only %1 of %2 images were read.</source>
        <translation>Nur %1 von %2 Images wurden gelesen.</translation>
    </message>
    <message>
        <source>Only the first %1 public projects were read.</source>
        <translation>Nur die ersten %1 öffentlichen Projekte wurden gelesen.</translation>
    </message>
    <message>
        <source>Only %1 of %2 images in use were asked what is attached to them.</source>
        <translation>Nur für %1 von %2 verwendeten Images wurden die Anhänge abgefragt.</translation>
    </message>
    <message>
        <source>The demo registry is built into this program: there is no connection.</source>
        <translation>Die Demo-Registry ist in dieses Programm eingebaut: Es gibt keine Verbindung.</translation>
    </message>
    <message>
        <source>Not assessable</source>
        <translation>Nicht beurteilbar</translation>
    </message>
    <message>
        <source>Excepted</source>
        <translation>Ausgenommen</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Bestanden</translation>
    </message>
    <message>
        <source>Not applicable</source>
        <translation>Nicht zutreffend</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>This registry is not in the local store. Run &quot;lotse-cli sync&quot; first.</source>
        <translation>Diese Registry ist nicht im lokalen Speicher. Führen Sie zuerst „lotse-cli sync“ aus.</translation>
    </message>
    <message>
        <source>The TLS handshake with %1 failed.</source>
        <translation>Der TLS-Handshake mit %1 ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>The bundle cannot be read: %1</source>
        <translation>Das Nachweispaket kann nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>The bundle has no manifest that can be read.</source>
        <translation>Das Nachweispaket hat kein lesbares Manifest.</translation>
    </message>
    <message>
        <source>%1 stands in the manifest twice.</source>
        <translation>%1 steht zweimal im Manifest.</translation>
    </message>
    <message>
        <source>%1 was changed.</source>
        <translation>%1 wurde geändert.</translation>
    </message>
    <message>
        <source>%1 is not in the manifest.</source>
        <translation>%1 ist nicht im Manifest.</translation>
    </message>
    <message>
        <source>The manifest names a signer, but the signature is missing.</source>
        <translation>Das Manifest nennt einen Unterzeichner, aber die Signatur fehlt.</translation>
    </message>
    <message>
        <source>The archive was changed outside of its files.</source>
        <translation>Das Archiv wurde außerhalb seiner Dateien geändert.</translation>
    </message>
    <message>
        <source>This is no report of Lotse: %1</source>
        <translation>Das ist kein Bericht von Lotse: %1</translation>
    </message>
    <message>
        <source>PDF requires the program lotse-print, which is not installed; it is part of the desktop application.</source>
        <translation>PDF wird vom Programm lotse-print erzeugt, das nicht installiert ist; es gehört zur Desktop-Anwendung.</translation>
    </message>
    <message>
        <source>The program lotse-print could not be started.</source>
        <translation>Das Programm lotse-print konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>The report could not be printed.</source>
        <translation>Der Bericht konnte nicht gedruckt werden.</translation>
    </message>
    <message>
        <source>The password of the signing key is wrong or missing.</source>
        <translation>Das Passwort des Signaturschlüssels ist falsch oder fehlt.</translation>
    </message>
    <message>
        <source>The signing key file is neither PKCS#12 nor PEM.</source>
        <translation>Die Datei des Signaturschlüssels ist weder PKCS#12 noch PEM.</translation>
    </message>
    <message>
        <source>The signing key file does not contain the key or its certificate.</source>
        <translation>In der Datei des Signaturschlüssels fehlt der Schlüssel oder das zugehörige Zertifikat.</translation>
    </message>
    <message>
        <source>The certificate of the signing key has expired or is not valid yet (%1).</source>
        <translation>Das Zertifikat des Signaturschlüssels ist abgelaufen oder noch nicht gültig (%1).</translation>
    </message>
    <message>
        <source>The bundle could not be signed: %1</source>
        <translation>Das Nachweispaket konnte nicht signiert werden: %1</translation>
    </message>
    <message>
        <source>The signature cannot be read.</source>
        <translation>Die Signatur kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The signature is not that of this manifest: %1</source>
        <translation>Die Signatur gehört nicht zu diesem Manifest: %1</translation>
    </message>
    <message>
        <source>It is not specified whether this signer is trusted.</source>
        <translation>Es ist nicht festgelegt, ob dieser Unterzeichner vertrauenswürdig ist.</translation>
    </message>
    <message>
        <source>The signer is not trusted: %1</source>
        <translation>Der Unterzeichner ist nicht vertrauenswürdig: %1</translation>
    </message>
    <message>
        <source>Some data could not be read: this report proves nothing about the missing data.</source>
        <translation>Nicht alles konnte gelesen werden: Über das Fehlende beweist dieser Bericht nichts.</translation>
    </message>
    <message>
        <source>The local store is older than seven days, or does not contain this registry: run a sync first.</source>
        <translation>Der lokale Speicher ist älter als sieben Tage oder enthält diese Registry nicht: Führen Sie zuerst eine Synchronisierung aus.</translation>
    </message>
    <message>
        <source>Posture</source>
        <translation>Sicherheitslage</translation>
    </message>
    <message>
        <source>How the registry is run, check by check, with the evidence of each.</source>
        <translation>Wie die Registry betrieben wird, Prüfung für Prüfung, jeweils mit Nachweisen.</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>One page: results by severity, and what to do first.</source>
        <translation>Eine Seite: Ergebnisse nach Schweregrad und was zuerst zu tun ist.</translation>
    </message>
    <message>
        <source>Exceptions</source>
        <translation>Ausnahmen</translation>
    </message>
    <message>
        <source>Findings and decisions</source>
        <translation>Befunde und Entscheidungen</translation>
    </message>
    <message>
        <source>Open findings in the local store by severity and image, and the decisions on them.</source>
        <translation>Offene Befunde des lokalen Speichers nach Schweregrad und Image, und die getroffenen Entscheidungen.</translation>
    </message>
    <message>
        <source>Access review</source>
        <translation>Zugriffsprüfung</translation>
    </message>
    <message>
        <source>Permissions of administrators, members and robot accounts, with a column for the sign-off.</source>
        <translation>Berechtigungen: Administratoren, Mitglieder und Robot-Konten, mit einer Spalte für die Abzeichnung.</translation>
    </message>
    <message>
        <source>Audit extract</source>
        <translation>Auszug aus dem Audit-Protokoll</translation>
    </message>
    <message>
        <source>Audit trail entries of a period.</source>
        <translation>Die Einträge des Audit-Protokolls in einem Zeitraum.</translation>
    </message>
    <message>
        <source>Signature and SBOM coverage</source>
        <translation>Abdeckung durch Signaturen und SBOMs</translation>
    </message>
    <message>
        <source>Retention and deletion</source>
        <translation>Aufbewahrung und Löschung</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Was dies umfasst</translation>
    </message>
    <message>
        <source>Images and other artifacts</source>
        <translation>Images und andere Artefakte</translation>
    </message>
    <message>
        <source>Scannable</source>
        <translation>Scanbar</translation>
    </message>
    <message>
        <source>Scanned within 30 days</source>
        <translation>In den letzten 30 Tagen gescannt</translation>
    </message>
    <message>
        <source>Read as %1, with %2 responses from the registry.</source>
        <translation>Gelesen als %1, mit %2 Antworten der Registry.</translation>
    </message>
    <message>
        <source>Check set: %1 %2</source>
        <translation>Prüfungssatz: %1 %2</translation>
    </message>
    <message>
        <source>All projects</source>
        <translation>Alle Projekte</translation>
    </message>
    <message>
        <source>Projects: %1</source>
        <translation>Projekte: %1</translation>
    </message>
    <message>
        <source>Data as of</source>
        <translation>Datenstand</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Blind spots</source>
        <translation>Blinde Flecken</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>None: all data for this report could be read.</source>
        <translation>Keine: Alle Grundlagen dieses Berichts konnten gelesen werden.</translation>
    </message>
    <message>
        <source>Negligible</source>
        <translation>Vernachlässigbar</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ohne</translation>
    </message>
    <message>
        <source>Open findings, critical and high</source>
        <translation>Offene Befunde, kritisch und hoch</translation>
    </message>
    <message>
        <source>No open critical or high findings.</source>
        <translation>Es gibt keine offenen kritischen oder hohen Befunde.</translation>
    </message>
    <message>
        <source>Decisions in force</source>
        <translation>Geltende Entscheidungen</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>Genehmigt von</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Getroffen</translation>
    </message>
    <message>
        <source>No decisions.</source>
        <translation>Es gibt keine Entscheidungen.</translation>
    </message>
    <message>
        <source>The local store could not be read.</source>
        <translation>Der lokale Speicher konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>local store</source>
        <translation>lokaler Speicher</translation>
    </message>
    <message>
        <source>%1 more findings are not listed here; &quot;lotse-cli findings&quot; lists all of them.</source>
        <translation>%1 weitere Befunde sind hier nicht aufgeführt; „lotse-cli findings“ listet alle auf.</translation>
    </message>
    <message>
        <source>System administrators</source>
        <translation>Systemadministratoren</translation>
    </message>
    <message>
        <source>Signed off by, on</source>
        <translation>Abgezeichnet von, am</translation>
    </message>
    <message>
        <source>No user is listed as a system administrator.</source>
        <translation>Kein Benutzer ist als Systemadministrator aufgeführt.</translation>
    </message>
    <message>
        <source>Members of projects</source>
        <translation>Projektmitglieder</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Permissions overview</source>
        <translation>Berechtigungen im Überblick</translation>
    </message>
    <message>
        <source>Enter keep, change or revoke in each row, and sign it.</source>
        <translation>Tragen Sie in jede Zeile behalten, ändern oder entziehen ein, und zeichnen Sie sie ab.</translation>
    </message>
    <message>
        <source>The audit trail has no entries in this period.</source>
        <translation>Das Audit-Protokoll hat keine Einträge in diesem Zeitraum.</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Failed operations</source>
        <translation>Fehlgeschlagene Vorgänge</translation>
    </message>
    <message>
        <source>Harbor does not log changes to retention, quotas, replication, webhooks and allowlists, or the client address.</source>
        <translation>Harbor protokolliert keine Änderungen an Aufbewahrung, Kontingenten, Replikation, Webhooks und Zulassungslisten und keine Client-Adresse.</translation>
    </message>
    <message>
        <source>By project</source>
        <translation>Nach Projekt</translation>
    </message>
    <message>
        <source>With SBOM</source>
        <translation>Mit SBOM</translation>
    </message>
    <message>
        <source>Retention rules</source>
        <translation>Aufbewahrungsregeln</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>No project has a retention rule.</source>
        <translation>Kein Projekt hat eine Aufbewahrungsregel.</translation>
    </message>
    <message>
        <source>No project has an immutability rule.</source>
        <translation>Kein Projekt hat eine Unveränderlichkeitsregel.</translation>
    </message>
    <message>
        <source>Garbage collection runs</source>
        <translation>Läufe der Garbage Collection</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>Schedule of garbage collection</source>
        <translation>Zeitplan der Garbage Collection</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>The settings could not be read.</source>
        <translation>Die Einstellungen konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>About the registry</source>
        <translation>Über die Registry</translation>
    </message>
    <message>
        <source>Every applicable check could be assessed.</source>
        <translation>Alle zutreffenden Prüfungen konnten beurteilt werden.</translation>
    </message>
    <message>
        <source>Some checks could not be judged; nothing here says that the registry is compliant.</source>
        <translation>Einige Prüfungen konnten nicht beurteilt werden; nichts hier besagt, dass die Registry konform ist.</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>Maßnahme</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>No check is mapped to this framework.</source>
        <translation>Keine Prüfung ist diesem Rahmenwerk zugeordnet.</translation>
    </message>
    <message>
        <source>Controls it supports</source>
        <translation>Unterstützte Maßnahmen</translation>
    </message>
    <message>
        <source>The check set is empty.</source>
        <translation>Der Prüfungssatz ist leer.</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Remediation</source>
        <translation>Abhilfe</translation>
    </message>
    <message>
        <source>No failed checks.</source>
        <translation>Alle Prüfungen ohne Fehlschlag.</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Nachweise</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Part of the response</source>
        <translation>Teil der Antwort</translation>
    </message>
    <message>
        <source>No evidence.</source>
        <translation>Es gibt keine Nachweise.</translation>
    </message>
    <message>
        <source>A listed control is supported by the check, not fulfilled by it. Confidence of the mapping: h high, m medium, l low.</source>
        <translation>Eine genannte Maßnahme wird von der Prüfung unterstützt, nicht erfüllt. Konfidenz der Zuordnung: h hoch, m mittel, l niedrig.</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Excepted checks</source>
        <translation>Ausgenommene Prüfungen</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alles</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>gilt</translation>
    </message>
    <message>
        <source>No excepted checks.</source>
        <translation>Keine Prüfung ist ausgenommen.</translation>
    </message>
    <message>
        <source>Accepted risks of findings</source>
        <translation>Akzeptierte Risiken von Befunden</translation>
    </message>
    <message>
        <source>No accepted risks.</source>
        <translation>Kein Risiko ist akzeptiert.</translation>
    </message>
    <message>
        <source>envelope</source>
        <translation>Umschlag</translation>
    </message>
    <message>
        <source>signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>signed content</source>
        <translation>signierter Inhalt</translation>
    </message>
    <message>
        <source>transparency log</source>
        <translation>Transparenzprotokoll</translation>
    </message>
    <message>
        <source>certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>trust policy</source>
        <translation>Vertrauensrichtlinie</translation>
    </message>
    <message>
        <source>headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>certificate chain</source>
        <translation>Zertifikatskette</translation>
    </message>
    <message>
        <source>expiry</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>certificate validity period</source>
        <translation>Gültigkeitszeiten der Zertifikate</translation>
    </message>
    <message>
        <source>revocation</source>
        <translation>Widerruf</translation>
    </message>
    <message>
        <source>time stamp</source>
        <translation>Zeitstempel</translation>
    </message>
    <message>
        <source>trust store and identity</source>
        <translation>Trust Store und Identität</translation>
    </message>
    <message>
        <source>notation&apos;s trust policy cannot be used: %1.</source>
        <translation>Die Vertrauensrichtlinie von Notation kann nicht verwendet werden: %1.</translation>
    </message>
    <message>
        <source>The trust policy cannot be used: %1.</source>
        <translation>Die Vertrauensrichtlinie kann nicht verwendet werden: %1.</translation>
    </message>
    <message>
        <source>No public key is available to verify this signature.</source>
        <translation>Es ist kein öffentlicher Schlüssel für die Prüfung dieser Signatur vorhanden.</translation>
    </message>
    <message>
        <source>The signature uses a certificate, and no trusted root has been imported to verify it.</source>
        <translation>Die Signatur beruht auf einem Zertifikat, und für ihre Prüfung wurde kein vertrauenswürdiges Stammzertifikat importiert.</translation>
    </message>
    <message>
        <source>The registry did not return the data required to verify this.</source>
        <translation>Die Registry hat die für diese Prüfung nötigen Daten nicht geliefert.</translation>
    </message>
    <message>
        <source>This key type is not supported.</source>
        <translation>Diese Art von Schlüssel wird nicht unterstützt.</translation>
    </message>
    <message>
        <source>This bundle version is not supported.</source>
        <translation>Diese Version des Bundles wird nicht unterstützt.</translation>
    </message>
    <message>
        <source>This digest or signature type is not supported.</source>
        <translation>Diese Art von Digest oder Signatur wird nicht unterstützt.</translation>
    </message>
    <message>
        <source>The signature exceeds the size limit.</source>
        <translation>Die Signatur überschreitet die zulässige Größe.</translation>
    </message>
    <message>
        <source>The signature is nested deeper than what is read.</source>
        <translation>Die Signatur ist zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>The signature has too many parts.</source>
        <translation>Die Signatur hat zu viele Teile.</translation>
    </message>
    <message>
        <source>More signatures are attached than are checked: none of them was checked.</source>
        <translation>Es sind mehr Signaturen angehängt als zulässig: Keine wurde geprüft.</translation>
    </message>
    <message>
        <source>The statement has too many subjects.</source>
        <translation>Das Statement nennt zu viele Subjekte.</translation>
    </message>
    <message>
        <source>The chain has too many certificates.</source>
        <translation>Die Kette hat zu viele Zertifikate.</translation>
    </message>
    <message>
        <source>The signature is not valid JSON.</source>
        <translation>Die Signatur ist kein gültiges JSON.</translation>
    </message>
    <message>
        <source>A field occurs twice: programs could read it differently.</source>
        <translation>Ein Feld kommt zweimal vor: Programme könnten es verschieden lesen.</translation>
    </message>
    <message>
        <source>A field is not allowed.</source>
        <translation>Ein Feld ist vorhanden, das nicht zulässig ist.</translation>
    </message>
    <message>
        <source>A member that must be there is missing.</source>
        <translation>Ein erforderliches Feld fehlt.</translation>
    </message>
    <message>
        <source>A field has a value of the wrong type.</source>
        <translation>Ein Feld hat einen Wert vom falschen Typ.</translation>
    </message>
    <message>
        <source>A member is written in another case than it must be.</source>
        <translation>Die Groß- und Kleinschreibung eines Feldnamens ist falsch.</translation>
    </message>
    <message>
        <source>A value is not in strict base64.</source>
        <translation>Ein Wert ist kein striktes Base64.</translation>
    </message>
    <message>
        <source>The signature is not valid strict CBOR.</source>
        <translation>Die Signatur ist kein gültiges striktes CBOR.</translation>
    </message>
    <message>
        <source>The public key cannot be read.</source>
        <translation>Der öffentliche Schlüssel kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The key is too weak or has unsafe parameters.</source>
        <translation>Der Schlüssel ist zu schwach oder hat unsichere Parameter.</translation>
    </message>
    <message>
        <source>A certificate cannot be read.</source>
        <translation>Ein Zertifikat kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The content does not have the digest and size that the manifest names.</source>
        <translation>Digest und Größe des Inhalts stimmen nicht mit dem Manifest überein.</translation>
    </message>
    <message>
        <source>The manifest of the signature does not have the number of layers that it must have.</source>
        <translation>Das Manifest der Signatur hat die falsche Anzahl Schichten.</translation>
    </message>
    <message>
        <source>The content has another media type than it must have.</source>
        <translation>Der Inhalt hat den falschen Medientyp.</translation>
    </message>
    <message>
        <source>No signature is in what is attached.</source>
        <translation>Unter den Anhängen ist keine Signatur.</translation>
    </message>
    <message>
        <source>Attestations are attached, but no signature.</source>
        <translation>Attestierungen sind angehängt, aber keine Signatur.</translation>
    </message>
    <message>
        <source>The envelope must contain exactly one signature.</source>
        <translation>Der Umschlag muss genau eine Signatur enthalten.</translation>
    </message>
    <message>
        <source>The signature matches none of the known keys: it was made with another key, or something was changed.</source>
        <translation>Die Signatur passt zu keinem der bekannten Schlüssel: Sie wurde mit einem anderen Schlüssel erstellt, oder etwas wurde geändert.</translation>
    </message>
    <message>
        <source>The signature does not match the signed bytes.</source>
        <translation>Die Signatur passt nicht zu den signierten Bytes.</translation>
    </message>
    <message>
        <source>The signature value is malformed.</source>
        <translation>Der Signaturwert ist fehlerhaft.</translation>
    </message>
    <message>
        <source>The signature is for another artifact.</source>
        <translation>Die Signatur gilt für ein anderes Artefakt.</translation>
    </message>
    <message>
        <source>The signature names another size of the manifest.</source>
        <translation>Die Signatur nennt eine andere Größe des Manifests.</translation>
    </message>
    <message>
        <source>The signature names another media type of the manifest.</source>
        <translation>Die Signatur nennt einen anderen Medientyp des Manifests.</translation>
    </message>
    <message>
        <source>The signed payload is not of the type that it must be.</source>
        <translation>Der signierte Inhalt hat den falschen Typ.</translation>
    </message>
    <message>
        <source>The statement has no type of predicate, or another than announced.</source>
        <translation>Das Statement hat keinen Prädikattyp oder einen anderen als angekündigt.</translation>
    </message>
    <message>
        <source>The statement has no subject with a SHA-256 digest.</source>
        <translation>Das Statement nennt kein Subjekt mit einem SHA-256-Digest.</translation>
    </message>
    <message>
        <source>The signature algorithm does not match the key of the certificate.</source>
        <translation>Der Signaturalgorithmus passt nicht zum Schlüssel des Zertifikats.</translation>
    </message>
    <message>
        <source>The signature algorithm is not allowed.</source>
        <translation>Der Signaturalgorithmus ist nicht zulässig.</translation>
    </message>
    <message>
        <source>A critical header is not supported.</source>
        <translation>Ein kritischer Header wird nicht unterstützt.</translation>
    </message>
    <message>
        <source>A header that must be marked critical is not marked or is missing.</source>
        <translation>Ein Header, der als kritisch markiert sein muss, ist es nicht oder fehlt.</translation>
    </message>
    <message>
        <source>The signing scheme is missing or not known.</source>
        <translation>Das Signaturschema fehlt oder ist unbekannt.</translation>
    </message>
    <message>
        <source>The signing time required by the scheme is missing.</source>
        <translation>Die vom Schema geforderte Signaturzeit fehlt.</translation>
    </message>
    <message>
        <source>The times in the signature are malformed or do not match the scheme.</source>
        <translation>Die Zeiten in der Signatur sind fehlerhaft oder passen nicht zum Schema.</translation>
    </message>
    <message>
        <source>The signature has expired.</source>
        <translation>Die Signatur ist abgelaufen.</translation>
    </message>
    <message>
        <source>The signature contains no certificate.</source>
        <translation>Die Signatur enthält kein Zertifikat.</translation>
    </message>
    <message>
        <source>The certificates are not in order from signer to root.</source>
        <translation>Die Zertifikate stehen nicht in der Reihenfolge vom Unterzeichner zum Stammzertifikat.</translation>
    </message>
    <message>
        <source>A certificate is not signed by the next one.</source>
        <translation>Ein Zertifikat ist nicht vom nächsten signiert.</translation>
    </message>
    <message>
        <source>The chain does not end with a self-signed root.</source>
        <translation>Die Kette endet nicht mit einem selbstsignierten Stammzertifikat.</translation>
    </message>
    <message>
        <source>A certificate has expired.</source>
        <translation>Ein Zertifikat ist abgelaufen.</translation>
    </message>
    <message>
        <source>A certificate is not valid yet.</source>
        <translation>Ein Zertifikat ist noch nicht gültig.</translation>
    </message>
    <message>
        <source>A certificate that signed another one is not that of an authority.</source>
        <translation>Ein Zertifikat, das ein anderes signiert hat, ist kein CA-Zertifikat.</translation>
    </message>
    <message>
        <source>The chain is longer than an authority allows.</source>
        <translation>Die Kette ist länger, als ein CA-Zertifikat erlaubt.</translation>
    </message>
    <message>
        <source>The key usage of a certificate does not allow this.</source>
        <translation>Die Schlüsselverwendung eines Zertifikats erlaubt dies nicht.</translation>
    </message>
    <message>
        <source>The extended key usage of the signer does not allow code signing.</source>
        <translation>Die erweiterte Schlüsselverwendung des Unterzeichners erlaubt keine Codesignatur.</translation>
    </message>
    <message>
        <source>A certificate is signed with a weak digest or algorithm.</source>
        <translation>Ein Zertifikat ist mit einem schwachen Digest oder Algorithmus signiert.</translation>
    </message>
    <message>
        <source>Not checked: revocation. The certificate specifies a revocation endpoint, but it is not queried from here.</source>
        <translation>Nicht geprüft: Widerruf. Das Zertifikat nennt eine Stelle für die Abfrage, aber von hier aus wird nichts abgefragt.</translation>
    </message>
    <message>
        <source>The signer is not listed in the trust policy for this repository.</source>
        <translation>Der Unterzeichner gehört nicht zu denen, die die Vertrauensrichtlinie für dieses Repository nennt.</translation>
    </message>
    <message>
        <source>No certificate of the chain is in a trust store of the policy.</source>
        <translation>Kein Zertifikat der Kette ist in einem Trust Store der Richtlinie.</translation>
    </message>
    <message>
        <source>The subject of the certificate is not a trusted identity of the policy.</source>
        <translation>Das Subjekt des Zertifikats ist keine vertrauenswürdige Identität der Richtlinie.</translation>
    </message>
    <message>
        <source>No rule of the trust policy applies to this repository.</source>
        <translation>Keine Regel der Vertrauensrichtlinie gilt für dieses Repository.</translation>
    </message>
    <message>
        <source>The policy skips verification here: nothing was checked.</source>
        <translation>Die Richtlinie überspringt hier die Prüfung: Es wurde nichts geprüft.</translation>
    </message>
    <message>
        <source>Fewer trusted signers have signed than the policy requires.</source>
        <translation>Es haben weniger vertrauenswürdige Unterzeichner signiert, als die Richtlinie verlangt.</translation>
    </message>
    <message>
        <source>An attestation required by the policy is missing or not trusted.</source>
        <translation>Eine von der Richtlinie verlangte Attestierung fehlt oder ist nicht vertrauenswürdig.</translation>
    </message>
    <message>
        <source>Not checked.</source>
        <translation>Nicht geprüft.</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>nicht signiert</translation>
    </message>
    <message>
        <source>too much is attached, not verified</source>
        <translation>zu viele Anhänge, nicht geprüft</translation>
    </message>
    <message>
        <source>invalid signature</source>
        <translation>ungültige Signatur</translation>
    </message>
    <message>
        <source>valid, not trusted</source>
        <translation>gültig, nicht vertrauenswürdig</translation>
    </message>
    <message>
        <source>trusted</source>
        <translation>vertrauenswürdig</translation>
    </message>
    <message>
        <source>unknown format</source>
        <translation>unbekanntes Format</translation>
    </message>
    <message>
        <source>Cosign attestation</source>
        <translation>Cosign-Attestierung</translation>
    </message>
    <message>
        <source>Sigstore bundle</source>
        <translation>Sigstore-Bundle</translation>
    </message>
    <message>
        <source>notation signature (JWS)</source>
        <translation>Notation-Signatur (JWS)</translation>
    </message>
    <message>
        <source>notation signature (COSE)</source>
        <translation>Notation-Signatur (COSE)</translation>
    </message>
    <message>
        <source>This account is kept read only. Allow changes in its settings, or give --allow-changes for this run.</source>
        <translation>Dieses Konto ist schreibgeschützt. Erlauben Sie Änderungen in seinen Einstellungen, oder verwenden Sie für diesen Lauf --allow-changes.</translation>
    </message>
    <message>
        <source>%1 of the changes cannot be undone: --yes is not enough. Use --approve %2, the SHA-256 of the plan that you have reviewed.</source>
        <translation>%1 der Änderungen können nicht rückgängig gemacht werden: --yes genügt nicht. Verwenden Sie --approve %2, den SHA-256-Wert des Plans, den Sie gelesen haben.</translation>
    </message>
    <message>
        <source>No terminal for the confirmation prompt. Use --yes, or --approve with the plan&apos;s SHA-256.</source>
        <translation>Es gibt kein Terminal für die Rückfrage. Verwenden Sie --yes oder --approve mit dem SHA-256-Wert des Plans.</translation>
    </message>
    <message>
        <source>Nothing has been sent.</source>
        <translation>Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Change %1 requires %2. Pass the secrets of the plan with --secrets-fd, one per line.</source>
        <translation>Änderung %1 benötigt %2. Übergeben Sie die Secrets des Plans mit --secrets-fd, eines je Zeile.</translation>
    </message>
    <message>
        <source>No change of the plan requires a secret: --secrets-fd has no effect.</source>
        <translation>Keine Änderung des Plans benötigt ein Secret: --secrets-fd hat keine Wirkung.</translation>
    </message>
    <message>
        <source>Specify a plan file, or an open plan with --resume ID.</source>
        <translation>Geben Sie die Datei eines Plans an, oder einen offenen Plan mit --resume ID.</translation>
    </message>
    <message>
        <source>Plan %1 has ended (%2): there is nothing to go on with.</source>
        <translation>Plan %1 ist beendet (%2): Es gibt nichts fortzusetzen.</translation>
    </message>
    <message>
        <source>This is not the approved plan: its SHA-256 is %1.</source>
        <translation>Der Plan ist nicht der genehmigte: Sein SHA-256-Wert ist %1.</translation>
    </message>
    <message>
        <source>The plan has no changes.</source>
        <translation>Der Plan hat keine Änderungen.</translation>
    </message>
    <message>
        <source>--format requires json or yaml, not %1.</source>
        <translation>--format erfordert json oder yaml, nicht %1.</translation>
    </message>
    <message>
        <source>The registry is compared with an export: specify one file.</source>
        <translation>Die Registry wird mit einem Export verglichen: Geben Sie eine Datei an.</translation>
    </message>
    <message>
        <source>A plan starts from the live registry: lotse-cli diff-config - FILE --plan PLAN.</source>
        <translation>Ein Plan geht von der laufenden Registry aus: lotse-cli diff-config - FILE --plan PLAN.</translation>
    </message>
    <message>
        <source>%1 is no image (%2): it has no scan report to judge.</source>
        <translation>%1 ist kein Image (%2): Es gibt keinen Scan-Bericht zu beurteilen.</translation>
    </message>
    <message>
        <source>%1 contains no statement.</source>
        <translation>%1 enthält keine Anweisung.</translation>
    </message>
    <message>
        <source>Plan %1 has ended (%2): there is nothing to discard.</source>
        <translation>Plan %1 ist beendet (%2): Es gibt nichts zu verwerfen.</translation>
    </message>
    <message>
        <source>--fail-on requires low, medium, high or critical, not %1.</source>
        <translation>--fail-on erfordert low, medium, high oder critical, nicht %1.</translation>
    </message>
    <message>
        <source>--format requires html, csv, json or pdf, separated by commas, not %1.</source>
        <translation>--format erfordert html, csv, json und pdf, mehrere durch Kommas getrennt, nicht %1.</translation>
    </message>
    <message>
        <source>Specify the folder for the files with --output FOLDER.</source>
        <translation>Geben Sie den Ordner für die Dateien mit --output FOLDER an.</translation>
    </message>
    <message>
        <source>--framework requires one of %1 and applies to the template posture.</source>
        <translation>--framework erfordert eines von %1 und gilt für die Vorlage posture.</translation>
    </message>
    <message>
        <source>Template %1 not found. Available templates: %2.</source>
        <translation>Es gibt keine Vorlage %1; es gibt %2.</translation>
    </message>
    <message>
        <source>--language requires en or de, not %1.</source>
        <translation>--language erfordert en oder de, nicht %1.</translation>
    </message>
    <message>
        <source>%1 is not a usable PEM public key (%2).</source>
        <translation>%1 ist kein verwendbarer öffentlicher Schlüssel in PEM (%2).</translation>
    </message>
    <message>
        <source>Several plans start with %1. Specify more of the ID.</source>
        <translation>Mehrere Pläne beginnen mit %1. Geben Sie mehr von der ID an.</translation>
    </message>
    <message>
        <source>No plan %1 was applied from this computer. &quot;lotse-cli plan list&quot; lists all plans.</source>
        <translation>Von diesem Computer wurde kein Plan %1 angewendet. „lotse-cli plan list“ listet die Pläne auf.</translation>
    </message>
    <message>
        <source>%1 is not Harbor: it has no configuration that can be planned.</source>
        <translation>%1 ist kein Harbor: Es gibt keine Konfiguration, die geplant werden kann.</translation>
    </message>
    <message>
        <source>%1 is active once it is made: the registry takes no rule that is disabled. Make the plan again after it was applied.</source>
        <translation>%1 ist nach dem Anlegen aktiv: Die Registry nimmt keine deaktivierte Regel an. Den Plan nach dem Anwenden erneut erstellen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln done</source>
        <comment>%Ln done</comment>
        <translation>
            <numerusform>%Ln erledigt</numerusform>
            <numerusform>%Ln erledigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unknown</source>
        <comment>%Ln unknown</comment>
        <translation>
            <numerusform>%Ln unbekannt</numerusform>
            <numerusform>%Ln unbekannt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left</source>
        <comment>%Ln left</comment>
        <translation>
            <numerusform>%Ln übrig</numerusform>
            <numerusform>%Ln übrig</numerusform>
        </translation>
    </message>
    <message>
        <source>Changes are being applied. Stage more when this is finished.</source>
        <translation>Änderungen werden angewendet. Weitere danach vormerken.</translation>
    </message>
    <message>
        <source>You are not signed in: nothing can be changed.</source>
        <translation>Nicht angemeldet: Nichts kann geändert werden.</translation>
    </message>
    <message>
        <source>%1 does not have the permission %2.</source>
        <translation>%1 hat das Recht %2 nicht.</translation>
    </message>
    <message>
        <source>harmless</source>
        <translation>harmlos</translation>
    </message>
    <message>
        <source>reversible</source>
        <translation>umkehrbar</translation>
    </message>
    <message>
        <source>partly restorable</source>
        <translation>teilweise wiederherstellbar</translation>
    </message>
    <message>
        <source>loses data</source>
        <translation>verliert Daten</translation>
    </message>
    <message>
        <source>final</source>
        <translation>endgültig</translation>
    </message>
    <message numerus="yes">
        <source>Apply %Ln changes to %1</source>
        <comment>Apply %Ln change to %1</comment>
        <translation>
            <numerusform>%Ln Änderung auf %1 anwenden</numerusform>
            <numerusform>%Ln Änderungen auf %1 anwenden</numerusform>
        </translation>
    </message>
    <message>
        <source>The changes are being applied.</source>
        <translation>Die Änderungen werden angewendet.</translation>
    </message>
    <message>
        <source>No change is selected.</source>
        <translation>Keine Änderung ist ausgewählt.</translation>
    </message>
    <message>
        <source>The account of these changes was removed.</source>
        <translation>Das Konto dieser Änderungen wurde entfernt.</translation>
    </message>
    <message>
        <source>This account only reads. Switch on “Allow changes” in the settings of %1 to apply them.</source>
        <translation>Dieses Konto liest nur. Zum Anwenden „Änderungen erlauben“ in den Einstellungen von %1 einschalten.</translation>
    </message>
    <message>
        <source>%1 is not connected.</source>
        <translation>%1 ist nicht verbunden.</translation>
    </message>
    <message>
        <source>Type the %1 of “%2” first.</source>
        <translation>Zuerst %1 von „%2“ eingeben.</translation>
    </message>
    <message>
        <source>Paused: %1 of %2 finished.</source>
        <translation>Angehalten: %1 von %2 fertig.</translation>
    </message>
    <message>
        <source>%1 of %2 finished.</source>
        <translation>%1 von %2 fertig.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln done and proved</source>
        <comment>%Ln done and proved</comment>
        <translation>
            <numerusform>%Ln erledigt und nachgewiesen</numerusform>
            <numerusform>%Ln erledigt und nachgewiesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln accepted, not proved</source>
        <comment>%Ln accepted, not proved</comment>
        <translation>
            <numerusform>%Ln angenommen, nicht nachgewiesen</numerusform>
            <numerusform>%Ln angenommen, nicht nachgewiesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln in conflict</source>
        <comment>%Ln in conflict</comment>
        <translation>
            <numerusform>%Ln im Konflikt</numerusform>
            <numerusform>%Ln im Konflikt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <comment>%Ln failed</comment>
        <translation>
            <numerusform>%Ln fehlgeschlagen</numerusform>
            <numerusform>%Ln fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln skipped</source>
        <comment>%Ln skipped</comment>
        <translation>
            <numerusform>%Ln übersprungen</numerusform>
            <numerusform>%Ln übersprungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete label…</source>
        <translation>Label löschen…</translation>
    </message>
    <message>
        <source>Make system admin…</source>
        <translation>Zum Systemadministrator machen…</translation>
    </message>
    <message>
        <source>Remove system admin…</source>
        <translation>Systemadministrator entziehen…</translation>
    </message>
    <message>
        <source>Delete user…</source>
        <translation>Benutzer löschen…</translation>
    </message>
    <message>
        <source>Disable robot…</source>
        <translation>Robot-Konto deaktivieren…</translation>
    </message>
    <message>
        <source>Enable robot…</source>
        <translation>Robot-Konto aktivieren…</translation>
    </message>
    <message>
        <source>Delete robot…</source>
        <translation>Robot-Konto löschen…</translation>
    </message>
    <message>
        <source>This plan was already applied (%1, %2). Create a new one.</source>
        <translation>Dieser Plan wurde bereits angewendet (%1, %2). Einen neuen erstellen.</translation>
    </message>
    <message>
        <source>%1 has no catalog of repositories: specify what to verify.</source>
        <translation>%1 hat keinen Katalog der Repositories: angeben, was geprüft werden soll.</translation>
    </message>
    <message>
        <source>--project requires --all.</source>
        <translation>--project erfordert --all.</translation>
    </message>
    <message>
        <source>Specify what to verify, or use --all.</source>
        <translation>Angeben, was geprüft werden soll, oder --all verwenden.</translation>
    </message>
    <message>
        <source>no rules</source>
        <translation>keine Regeln</translation>
    </message>
    <message>
        <source>all but %1</source>
        <translation>alle außer %1</translation>
    </message>
    <message>
        <source>gains in %1: %2</source>
        <translation>erhält in %1: %2</translation>
    </message>
    <message>
        <source>loses in %1: %2</source>
        <translation>verliert in %1: %2</translation>
    </message>
    <message>
        <source>has no tag</source>
        <translation>ohne Tag</translation>
    </message>
    <message>
        <source>deletes the tags %1</source>
        <translation>löscht die Tags %1</translation>
    </message>
    <message numerus="yes">
        <source>also deletes its %Ln platform images, unless a tag or another index uses them</source>
        <comment>also deletes its %Ln platform image, unless a tag or another index uses it</comment>
        <translation>
            <numerusform>löscht auch sein %Ln Plattform-Image, sofern kein Tag und kein anderer Index es verwendet</numerusform>
            <numerusform>löscht auch seine %Ln Plattform-Images, sofern kein Tag und kein anderer Index sie verwendet</numerusform>
        </translation>
    </message>
    <message>
        <source>also deletes its accessories: %1</source>
        <translation>löscht auch die Anhänge: %1</translation>
    </message>
    <message>
        <source>last pulled on %1</source>
        <translation>zuletzt gepullt am %1</translation>
    </message>
    <message>
        <source>never pulled</source>
        <translation>nie gepullt</translation>
    </message>
    <message>
        <source>Harbor will reject this: %1 is immutable.</source>
        <translation>Harbor wird das ablehnen: %1 ist unveränderlich.</translation>
    </message>
    <message>
        <source>never expires</source>
        <translation>läuft nie ab</translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <comment>%Ln day</comment>
        <translation>
            <numerusform>%Ln Tag</numerusform>
            <numerusform>%Ln Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>copies the tags %1</source>
        <translation>kopiert die Tags %1</translation>
    </message>
    <message numerus="yes">
        <source>deletes %Ln artifacts</source>
        <comment>deletes %Ln artifact</comment>
        <translation>
            <numerusform>löscht %Ln Artefakt</numerusform>
            <numerusform>löscht %Ln Artefakte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>pulled %Ln times</source>
        <comment>pulled %Ln time</comment>
        <translation>
            <numerusform>%Ln-mal gepullt</numerusform>
            <numerusform>%Ln-mal gepullt</numerusform>
        </translation>
    </message>
    <message>
        <source>last tag: the artifact will be untagged</source>
        <translation>der letzte Tag: Danach hat das Artefakt keinen Tag mehr</translation>
    </message>
    <message>
        <source>Disable robot account %1</source>
        <translation>Robot-Konto %1 deaktivieren</translation>
    </message>
    <message>
        <source>Enable robot account %1</source>
        <translation>Robot-Konto %1 aktivieren</translation>
    </message>
    <message>
        <source>Disable an immutability rule of project %1</source>
        <translation>Unveränderlichkeitsregel des Projekts %1 deaktivieren</translation>
    </message>
    <message>
        <source>Enable an immutability rule of project %1</source>
        <translation>Unveränderlichkeitsregel des Projekts %1 aktivieren</translation>
    </message>
    <message>
        <source>Dry run garbage collection</source>
        <translation>Probelauf der Garbage Collection</translation>
    </message>
    <message>
        <source>Dry run the purge of the audit trail</source>
        <translation>Probelauf der Bereinigung des Audit-Protokolls</translation>
    </message>
    <message>
        <source>Generate an SBOM of %1 in project %2</source>
        <translation>SBOM von %1 im Projekt %2 erzeugen</translation>
    </message>
    <message>
        <source>“%1” is not a number.</source>
        <translation>„%1“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>“%1” is not a unit. Use KiB, MiB, GiB or TiB.</source>
        <translation>„%1“ ist keine Einheit. Verwenden Sie KiB, MiB, GiB oder TiB.</translation>
    </message>
    <message>
        <source>Add a unit to %1, for example 20 GiB, or B for bytes.</source>
        <translation>Ergänzen Sie %1 um die Einheit, z. B. 20 GiB, oder B für Bytes.</translation>
    </message>
    <message>
        <source>&quot;trust&quot; must be an object.</source>
        <translation>&quot;trust&quot; muss ein Objekt sein.</translation>
    </message>
    <message>
        <source>&quot;signed&quot;, &quot;signers&quot; and &quot;attested&quot; of &quot;trust&quot; must be strings or lists of strings.</source>
        <translation>&quot;signed&quot;, &quot;signers&quot; und &quot;attested&quot; in &quot;trust&quot; müssen Texte oder Listen von Texten sein.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a value of &quot;signed&quot;. Allowed: trusted, valid, invalid, claimed, none.</source>
        <translation>&quot;%1&quot; ist kein Wert für &quot;signed&quot;. Erlaubt: trusted, valid, invalid, claimed, none.</translation>
    </message>
    <message>
        <source>&quot;trust&quot; requires at least one of &quot;signed&quot;, &quot;signers&quot; and &quot;attested&quot;.</source>
        <translation>&quot;trust&quot; erfordert mindestens eines von &quot;signed&quot;, &quot;signers&quot; und &quot;attested&quot;.</translation>
    </message>
    <message>
        <source>From: %1</source>
        <translation>Von: %1</translation>
    </message>
    <message>
        <source>To: %1</source>
        <translation>Bis: %1</translation>
    </message>
    <message>
        <source>Registry: %1</source>
        <translation>Registry: %1</translation>
    </message>
    <message>
        <source>User: %1</source>
        <translation>Benutzer: %1</translation>
    </message>
    <message>
        <source>Robot accounts only</source>
        <translation>Nur Robot-Konten</translation>
    </message>
    <message>
        <source>Project: %1</source>
        <translation>Projekt: %1</translation>
    </message>
    <message>
        <source>Repository: %1</source>
        <translation>Repository: %1</translation>
    </message>
    <message>
        <source>Resource: %1</source>
        <translation>Ressource: %1</translation>
    </message>
    <message>
        <source>Kind: %1</source>
        <translation>Art: %1</translation>
    </message>
    <message>
        <source>Operation: %1</source>
        <translation>Operation: %1</translation>
    </message>
    <message>
        <source>Result: %1</source>
        <translation>Ergebnis: %1</translation>
    </message>
    <message>
        <source>Text: %1</source>
        <translation>Text: %1</translation>
    </message>
    <message>
        <source>Hour: %1</source>
        <translation>Stunde: %1</translation>
    </message>
    <message>
        <source>registry</source>
        <translation>Registry</translation>
    </message>
    <message>
        <source>Lotse journal</source>
        <translation>Lotse-Journal</translation>
    </message>
    <message numerus="yes">
        <source>Only the first %Ln rows are loaded. Narrow the filter, or export.</source>
        <comment>Only the first %Ln row is loaded. Narrow the filter, or export.</comment>
        <translation>
            <numerusform>Nur die erste %Ln Zeile ist geladen. Grenzen Sie den Filter ein, oder exportieren Sie.</numerusform>
            <numerusform>Nur die ersten %Ln Zeilen sind geladen. Grenzen Sie den Filter ein, oder exportieren Sie.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Week of %1: %Ln entries</source>
        <comment>Week of %1: %Ln entry</comment>
        <translation>
            <numerusform>Woche ab %1: %Ln Eintrag</numerusform>
            <numerusform>Woche ab %1: %Ln Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>Counted only back to %1.</source>
        <translation>Nur zurück bis %1 gezählt.</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Previous maximum</source>
        <translation>Bisheriges Maximum</translation>
    </message>
    <message>
        <source>%1 is not a number.</source>
        <translation>%1 ist keine Zahl.</translation>
    </message>
    <message>
        <source>%1 is not allowed here.</source>
        <translation>%1 ist hier nicht zulässig.</translation>
    </message>
    <message>
        <source>The audit trail is too long to load completely: days before %1 were skipped.</source>
        <translation>Das Audit-Protokoll ist zu lang, um es ganz zu lesen: Tage vor dem %1 wurden ausgelassen.</translation>
    </message>
    <message>
        <source>%1 entries since %2 were checked: the last %3 days compared with the %4 days before.</source>
        <translation>%1 Einträge seit dem %2 geprüft: die letzten %3 Tage im Vergleich zu den %4 Tagen davor.</translation>
    </message>
    <message>
        <source>Copy to another repository…</source>
        <translation>In ein anderes Repository kopieren…</translation>
    </message>
    <message>
        <source>Generate SBOM</source>
        <translation>SBOM erzeugen</translation>
    </message>
    <message>
        <source>Stop scan</source>
        <translation>Scan anhalten</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>The scanner cannot scan this kind of artifact.</source>
        <translation>Der Scanner kann diese Art von Artefakt nicht scannen.</translation>
    </message>
    <message>
        <source>Tags of %1</source>
        <translation>Tags von %1</translation>
    </message>
    <message numerus="yes">
        <source>Tags of %Ln artifacts</source>
        <comment>Tags of %Ln artifact</comment>
        <translation>
            <numerusform>Tags von %Ln Artefakt</numerusform>
            <numerusform>Tags von %Ln Artefakten</numerusform>
        </translation>
    </message>
    <message>
        <source>Labels of %1</source>
        <translation>Labels von %1</translation>
    </message>
    <message numerus="yes">
        <source>Labels of %Ln artifacts</source>
        <comment>Labels of %Ln artifact</comment>
        <translation>
            <numerusform>Labels von %Ln Artefakt</numerusform>
            <numerusform>Labels von %Ln Artefakten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln artifacts</source>
        <comment>Copy %Ln artifact</comment>
        <translation>
            <numerusform>%Ln Artefakt kopieren</numerusform>
            <numerusform>%Ln Artefakte kopieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln artifacts</source>
        <comment>Delete %Ln artifact</comment>
        <translation>
            <numerusform>%Ln Artefakt löschen</numerusform>
            <numerusform>%Ln Artefakte löschen</numerusform>
        </translation>
    </message>
    <message>
        <source>The artifacts are being loaded.</source>
        <translation>Artefakte werden geladen.</translation>
    </message>
    <message>
        <source>Some artifacts could not be read. Refresh the list and try again.</source>
        <translation>Nicht alle Artefakte konnten gelesen werden. Aktualisieren Sie die Liste, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>A tag can be added to only one artifact.</source>
        <translation>Ein Tag kann nur zu einem Artefakt hinzugefügt werden.</translation>
    </message>
    <message>
        <source>A tag can have up to 128 letters, digits, “_”, “.” and “-”, and cannot start with “.” or “-”.</source>
        <translation>Ein Tag besteht aus höchstens 128 Buchstaben, Ziffern, „_“, „.“ und „-“ und beginnt weder mit „.“ noch mit „-“.</translation>
    </message>
    <message>
        <source>The artifact already has the tag %1.</source>
        <translation>Das Artefakt hat den Tag %1 bereits.</translation>
    </message>
    <message>
        <source>%1 is already on %2: Harbor does not move tags. Remove it there first.</source>
        <translation>%1 ist bereits an %2: Harbor verschiebt keine Tags. Entfernen Sie ihn zuerst dort.</translation>
    </message>
    <message>
        <source>Select the target project.</source>
        <translation>Wählen Sie das Zielprojekt.</translation>
    </message>
    <message>
        <source>Enter a repository: lower-case letters and digits, with “.”, “_”, “-” or “/” between them.</source>
        <translation>Geben Sie ein Repository ein: Kleinbuchstaben und Ziffern, dazwischen „.“, „_“, „-“ oder „/“.</translation>
    </message>
    <message>
        <source>The artifacts are already in this repository. Select another one.</source>
        <translation>Die Artefakte sind bereits in diesem Repository. Wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Source resources</source>
        <translation>Was repliziert wird</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Harbor</source>
        <translation>Harbor</translation>
    </message>
    <message>
        <source>Docker Hub</source>
        <translation>Docker Hub</translation>
    </message>
    <message>
        <source>Docker Registry</source>
        <translation>Docker Registry</translation>
    </message>
    <message>
        <source>Alibaba Cloud ACR</source>
        <translation>Alibaba Cloud ACR</translation>
    </message>
    <message>
        <source>AWS ECR</source>
        <translation>AWS ECR</translation>
    </message>
    <message>
        <source>Azure ACR</source>
        <translation>Azure ACR</translation>
    </message>
    <message>
        <source>DTR</source>
        <translation>DTR</translation>
    </message>
    <message>
        <source>GitHub GHCR</source>
        <translation>GitHub GHCR</translation>
    </message>
    <message>
        <source>GitLab</source>
        <translation>GitLab</translation>
    </message>
    <message>
        <source>Google GCR</source>
        <translation>Google GCR</translation>
    </message>
    <message>
        <source>Huawei SWR</source>
        <translation>Huawei SWR</translation>
    </message>
    <message>
        <source>JFrog Artifactory</source>
        <translation>JFrog Artifactory</translation>
    </message>
    <message>
        <source>Quay</source>
        <translation>Quay</translation>
    </message>
    <message>
        <source>Tencent TCR</source>
        <translation>Tencent TCR</translation>
    </message>
    <message>
        <source>Volcengine CR</source>
        <translation>Volcengine CR</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Cannot be changed later.</source>
        <translation>Kann später nicht geändert werden.</translation>
    </message>
    <message>
        <source>Endpoint URL</source>
        <translation>Endpunkt-URL</translation>
    </message>
    <message>
        <source>With http:// or https://. For Docker Hub: https://hub.docker.com.</source>
        <translation>Mit http:// oder https://. Für Docker Hub: https://hub.docker.com.</translation>
    </message>
    <message>
        <source>Access ID</source>
        <translation>Access-ID</translation>
    </message>
    <message>
        <source>The user name. Empty: no sign-in, and the stored secret is removed.</source>
        <translation>Der Benutzername. Leer: keine Anmeldung; das gespeicherte Secret wird dann entfernt.</translation>
    </message>
    <message>
        <source>Access secret</source>
        <translation>Access-Secret</translation>
    </message>
    <message>
        <source>The password or token. It cannot be read back.</source>
        <translation>Passwort oder Token. Es kann nicht wieder ausgelesen werden.</translation>
    </message>
    <message>
        <source>CA certificate</source>
        <translation>CA-Zertifikat</translation>
    </message>
    <message>
        <source>PEM. Needed only if the registry uses a certificate from a private CA.</source>
        <translation>PEM. Nur nötig, wenn das Zertifikat der Registry von einer privaten CA stammt.</translation>
    </message>
    <message>
        <source>Enter the access ID that the secret belongs to.</source>
        <translation>Geben Sie die Access-ID ein, zu der das Secret gehört.</translation>
    </message>
    <message>
        <source>Enter the secret of this access ID.</source>
        <translation>Geben Sie das Secret dieser Access-ID ein.</translation>
    </message>
    <message>
        <source>The address has changed, so the secret would be sent to another host: enter it again.</source>
        <translation>Die Adresse ändert sich, das Secret ginge damit an einen anderen Host: Geben Sie es erneut ein.</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Push to another registry</source>
        <translation>In eine andere Registry pushen</translation>
    </message>
    <message>
        <source>Pull from another registry</source>
        <translation>Aus einer anderen Registry pullen</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Only resources that match all filters are replicated. * matches any text within a path segment, ** across segments, {a,b} one of several.</source>
        <translation>Repliziert wird nur, was allen Filtern entspricht. * steht für beliebigen Text in einem Teil, ** auch über mehrere Teile, {a,b} für eines von mehreren.</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>Namensraum</translation>
    </message>
    <message>
        <source>The project at the destination. Empty: the same as at the source.</source>
        <translation>Das Projekt am Ziel. Leer: dasselbe wie an der Quelle.</translation>
    </message>
    <message>
        <source>Flattening</source>
        <translation>Abflachung</translation>
    </message>
    <message>
        <source>How many path segments of a/b/c/image the namespace replaces.</source>
        <translation>Wie viele Teile von a/b/c/image der Namensraum ersetzt.</translation>
    </message>
    <message>
        <source>All parts</source>
        <translation>Alle Teile</translation>
    </message>
    <message>
        <source>No part</source>
        <translation>Kein Teil</translation>
    </message>
    <message>
        <source>1 part</source>
        <translation>1 Teil</translation>
    </message>
    <message>
        <source>2 parts</source>
        <translation>2 Teile</translation>
    </message>
    <message>
        <source>3 parts</source>
        <translation>3 Teile</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Manuell</translation>
    </message>
    <message>
        <source>Scheduled</source>
        <translation>Nach Zeitplan</translation>
    </message>
    <message>
        <source>On push</source>
        <translation>Beim Push</translation>
    </message>
    <message>
        <source>Six fields in UTC: seconds, minutes, hours, day of month, month, day of week.</source>
        <translation>Sechs Felder in UTC: Sekunden, Minuten, Stunden, Monatstag, Monat, Wochentag.</translation>
    </message>
    <message>
        <source>Delete remote resources when locally deleted</source>
        <translation>Am Ziel löschen, was hier gelöscht wird</translation>
    </message>
    <message>
        <source>Replace tags of the same name at the destination.</source>
        <translation>Gleichnamige Tags am Ziel ersetzen.</translation>
    </message>
    <message>
        <source>Copy by chunk</source>
        <translation>In Chunks kopieren</translation>
    </message>
    <message>
        <source>Only between two Harbor registries.</source>
        <translation>Nur zwischen zwei Harbor-Registrys.</translation>
    </message>
    <message>
        <source>Single active replication</source>
        <translation>Nur eine aktive Replikation</translation>
    </message>
    <message>
        <source>A run does not start while a previous run of this policy is still in progress.</source>
        <translation>Ein Lauf beginnt nicht, solange ein früherer Lauf dieser Richtlinie noch aktiv ist.</translation>
    </message>
    <message>
        <source>kbit/s</source>
        <translation>kbit/s</translation>
    </message>
    <message>
        <source>Only push-based replication can start on each push to this registry.</source>
        <translation>Nur im Push-Modus kann die Replikation bei jedem Push in diese Registry starten.</translation>
    </message>
    <message>
        <source>Not possible with the trigger On push: each push is replicated.</source>
        <translation>Mit dem Auslöser „Beim Push“ nicht möglich: Jeder Push wird repliziert.</translation>
    </message>
    <message>
        <source>New registry endpoint</source>
        <translation>Neuer Registry-Endpunkt</translation>
    </message>
    <message>
        <source>Registry endpoint %1</source>
        <translation>Registry-Endpunkt %1</translation>
    </message>
    <message>
        <source>New replication policy</source>
        <translation>Neue Replikationsrichtlinie</translation>
    </message>
    <message>
        <source>Replication policy %1</source>
        <translation>Replikationsrichtlinie %1</translation>
    </message>
    <message>
        <source>The passwords do not match.</source>
        <translation>Die beiden Passwörter stimmen nicht überein.</translation>
    </message>
    <message>
        <source>Color</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>The color of the label in Harbor&apos;s portal.</source>
        <translation>Die Farbe des Labels im Harbor-Portal.</translation>
    </message>
    <message>
        <source>New label</source>
        <translation>Neues Label</translation>
    </message>
    <message>
        <source>Label %1</source>
        <translation>Label %1</translation>
    </message>
    <message>
        <source>New user</source>
        <translation>Neuer Benutzer</translation>
    </message>
    <message>
        <source>User %1</source>
        <translation>Benutzer %1</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Cannot be changed later. No spaces and none of , &quot; ~ # % $.</source>
        <translation>Kann später nicht geändert werden. Keine Leerzeichen und keines von , &quot; ~ # % $.</translation>
    </message>
    <message>
        <source>Each user needs a unique email address.</source>
        <translation>Jeder Benutzer braucht eine eigene E-Mail-Adresse.</translation>
    </message>
    <message>
        <source>First and last name</source>
        <translation>Vor- und Nachname</translation>
    </message>
    <message>
        <source>At most 30 bytes.</source>
        <translation>Höchstens 30 Bytes.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>8 to 128 characters, with at least one upper-case letter, one lower-case letter and one digit.</source>
        <translation>8 bis 128 Zeichen, mindestens ein Großbuchstabe, ein Kleinbuchstabe und eine Ziffer.</translation>
    </message>
    <message>
        <source>Confirm password</source>
        <translation>Passwort bestätigen</translation>
    </message>
    <message>
        <source>System administrator</source>
        <translation>Systemadministrator</translation>
    </message>
    <message>
        <source>A system administrator can change everything in this registry.</source>
        <translation>Ein Systemadministrator kann in dieser Registry alles ändern.</translation>
    </message>
    <message>
        <source>Password of %1</source>
        <translation>Passwort von %1</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>Your current password</source>
        <translation>Ihr aktuelles Passwort</translation>
    </message>
    <message>
        <source>Required only to change your own password.</source>
        <translation>Nur erforderlich, um Ihr eigenes Passwort zu ändern.</translation>
    </message>
    <message>
        <source>CLI secret of %1</source>
        <translation>CLI-Secret von %1</translation>
    </message>
    <message>
        <source>New CLI secret</source>
        <translation>Neues CLI-Secret</translation>
    </message>
    <message>
        <source>New group</source>
        <translation>Neue Gruppe</translation>
    </message>
    <message>
        <source>Group %1</source>
        <translation>Gruppe %1</translation>
    </message>
    <message>
        <source>Choose the type of the sign-in service that this registry uses.</source>
        <translation>Wählen Sie den Typ des Anmeldedienstes, den diese Registry verwendet.</translation>
    </message>
    <message>
        <source>LDAP group DN</source>
        <translation>DN der LDAP-Gruppe</translation>
    </message>
    <message>
        <source>The group must exist in the LDAP directory.</source>
        <translation>Die Gruppe muss im LDAP-Verzeichnis vorhanden sein.</translation>
    </message>
    <message>
        <source>Preheated images</source>
        <translation>Was vorgewärmt wird</translation>
    </message>
    <message>
        <source>Dragonfly</source>
        <translation>Dragonfly</translation>
    </message>
    <message>
        <source>Kraken</source>
        <translation>Kraken</translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation>Authentifizierung</translation>
    </message>
    <message>
        <source>User name and password</source>
        <translation>Benutzername und Passwort</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Default instance</source>
        <translation>Standardinstanz</translation>
    </message>
    <message>
        <source>Used by new policies that do not specify another instance.</source>
        <translation>Wird von neuen Richtlinien verwendet, die keine andere Instanz angeben.</translation>
    </message>
    <message>
        <source>Enter the credentials for the provider.</source>
        <translation>Geben Sie die Anmeldedaten für den Anbieter ein.</translation>
    </message>
    <message>
        <source>Preheat instance</source>
        <translation>Vorwärm-Instanz</translation>
    </message>
    <message>
        <source>The provider that the images are sent to.</source>
        <translation>Der Anbieter, an den die Images gesendet werden.</translation>
    </message>
    <message>
        <source>A pattern such as ** or {nginx,redis/*}.</source>
        <translation>Ein Muster wie ** oder {nginx,redis/*}.</translation>
    </message>
    <message>
        <source>A pattern such as ** or v*.</source>
        <translation>Ein Muster wie ** oder v*.</translation>
    </message>
    <message>
        <source>Names, separated by commas. Empty: any.</source>
        <translation>Namen, durch Kommas getrennt. Leer: alle.</translation>
    </message>
    <message>
        <source>New preheat instance</source>
        <translation>Neue Vorwärm-Instanz</translation>
    </message>
    <message>
        <source>Preheat instance %1</source>
        <translation>Vorwärm-Instanz %1</translation>
    </message>
    <message>
        <source>New preheat policy</source>
        <translation>Neue Vorwärm-Richtlinie</translation>
    </message>
    <message>
        <source>Preheat policy %1</source>
        <translation>Vorwärm-Richtlinie %1</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Proxy cache</source>
        <translation>Proxy-Cache</translation>
    </message>
    <message>
        <source>Deployment security</source>
        <translation>Deployment-Sicherheit</translation>
    </message>
    <message>
        <source>Vulnerability scanning</source>
        <translation>Schwachstellen-Scan</translation>
    </message>
    <message>
        <source>CVE allowlist</source>
        <translation>CVE-Zulassungsliste</translation>
    </message>
    <message>
        <source>Cannot be changed later. Lower-case letters and digits, with single dots, dashes or underscores between them.</source>
        <translation>Kann später nicht geändert werden. Kleinbuchstaben und Ziffern, dazwischen einzelne Punkte, Binde- oder Unterstriche.</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Öffentlich</translation>
    </message>
    <message>
        <source>Everyone can pull from a public project, also without signing in.</source>
        <translation>Aus einem öffentlichen Projekt kann jeder pullen, auch ohne Anmeldung.</translation>
    </message>
    <message>
        <source>Storage quota</source>
        <translation>Speicherkontingent</translation>
    </message>
    <message>
        <source>A size such as 20 GiB, or unlimited. Empty: the default of the registry.</source>
        <translation>Eine Größe wie 20 GiB oder unlimited. Leer: der Standardwert der Registry.</translation>
    </message>
    <message>
        <source>Proxy cache of another registry</source>
        <translation>Andere Registry cachen</translation>
    </message>
    <message>
        <source>The project is a proxy cache of another registry. This cannot be changed later.</source>
        <translation>Das Projekt cacht eine andere Registry. Das kann später nicht geändert werden.</translation>
    </message>
    <message>
        <source>The registry endpoint that is cached.</source>
        <translation>Der Registry-Endpunkt, der gecacht wird.</translation>
    </message>
    <message>
        <source>-1: no limit.</source>
        <translation>-1: keine Grenze.</translation>
    </message>
    <message>
        <source>Connections to the registry</source>
        <translation>Verbindungen zur Registry</translation>
    </message>
    <message>
        <source>Serve cached images that were deleted from the registry</source>
        <translation>Gecachte Images ausliefern, die in der Registry nicht mehr vorhanden sind</translation>
    </message>
    <message>
        <source>Require a Cosign signature</source>
        <translation>Cosign-Signatur verlangen</translation>
    </message>
    <message>
        <source>Harbor checks that a signature is attached, not who signed it.</source>
        <translation>Harbor prüft, ob eine Signatur angehängt ist, nicht von wem sie stammt.</translation>
    </message>
    <message>
        <source>Require a Notation signature</source>
        <translation>Notation-Signatur verlangen</translation>
    </message>
    <message>
        <source>Prevent vulnerable images from running</source>
        <translation>Ausführen verwundbarer Images verhindern</translation>
    </message>
    <message>
        <source>Images with a finding at or above the severity selected below cannot be pulled.</source>
        <translation>Images mit einem Befund ab dem unten gewählten Schweregrad können nicht gepullt werden.</translation>
    </message>
    <message>
        <source>Block at severity and above</source>
        <translation>Blockieren ab Schweregrad</translation>
    </message>
    <message>
        <source>Any, including none</source>
        <translation>Jeder, auch keiner</translation>
    </message>
    <message>
        <source>Scan images on push</source>
        <translation>Images beim Push scannen</translation>
    </message>
    <message>
        <source>Generate an SBOM on push</source>
        <translation>SBOM beim Push erzeugen</translation>
    </message>
    <message>
        <source>System allowlist</source>
        <translation>System-Zulassungsliste</translation>
    </message>
    <message>
        <source>Project allowlist</source>
        <translation>Projekt-Zulassungsliste</translation>
    </message>
    <message>
        <source>One CVE ID per line, for example CVE-2021-44228. These CVEs no longer block a pull.</source>
        <translation>Eine ID pro Zeile, z. B. CVE-2021-44228. Diese CVEs blockieren keinen Pull mehr.</translation>
    </message>
    <message>
        <source>The first day (UTC) on which the allowlist is expired. Empty: never expires.</source>
        <translation>Der erste Tag (UTC), an dem die Liste nicht mehr gilt. Leer: nie.</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>Settings of %1</source>
        <translation>Einstellungen von %1</translation>
    </message>
    <message>
        <source>This date is in the past: the allowlist would already be expired.</source>
        <translation>Dieser Tag ist vorbei: Die Liste wäre bereits abgelaufen.</translation>
    </message>
    <message>
        <source>Banner</source>
        <translation>Banner</translation>
    </message>
    <message>
        <source>Hourly</source>
        <translation>Stündlich</translation>
    </message>
    <message>
        <source>Daily</source>
        <translation>Täglich</translation>
    </message>
    <message>
        <source>Weekly</source>
        <translation>Wöchentlich</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>Benutzerdefiniert</translation>
    </message>
    <message>
        <source>Delete untagged artifacts</source>
        <translation>Artefakte ohne Tag löschen</translation>
    </message>
    <message>
        <source>1 to 5. More workers are faster but increase the load on the storage.</source>
        <translation>1 bis 5. Mehr Worker sind schneller und belasten den Speicher stärker.</translation>
    </message>
    <message>
        <source>Scheduled runs delete nothing. Harbor does not report this setting: check it whenever you change the schedule.</source>
        <translation>Geplante Läufe löschen nichts. Harbor meldet diese Einstellung nicht: Prüfen Sie sie bei jeder Änderung.</translation>
    </message>
    <message>
        <source>Enter a number from %1 to %2.</source>
        <translation>Geben Sie eine Zahl von %1 bis %2 ein.</translation>
    </message>
    <message>
        <source>Keep entries for the last</source>
        <translation>Einträge aufbewahren für</translation>
    </message>
    <message>
        <source>Older entries are deleted. 24 hours are one day, 8760 hours one year.</source>
        <translation>Ältere Einträge werden gelöscht. 24 Stunden sind ein Tag, 8760 ein Jahr.</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>Events to delete</source>
        <translation>Zu löschende Ereignisse</translation>
    </message>
    <message>
        <source>Scheduled runs delete nothing.</source>
        <translation>Geplante Läufe löschen nichts.</translation>
    </message>
    <message>
        <source>Everyone</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>System administrators only</source>
        <translation>Nur Systemadministratoren</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>One level</source>
        <translation>Eine Ebene</translation>
    </message>
    <message>
        <source>Subtree</source>
        <translation>Teilbaum</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Shown at the top of Harbor&apos;s portal. Empty: no banner.</source>
        <translation>Wird oben im Harbor-Portal angezeigt. Leer: kein Banner.</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Information</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>Erfolg</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Danger</source>
        <translation>Gefahr</translation>
    </message>
    <message>
        <source>Closable</source>
        <translation>Kann geschlossen werden</translation>
    </message>
    <message>
        <source>Tag retention</source>
        <translation>Aufbewahrung von Tags</translation>
    </message>
    <message>
        <source>Quota at 85 %</source>
        <translation>Kontingent bei 85 %</translation>
    </message>
    <message>
        <source>Notification type</source>
        <translation>Art der Benachrichtigung</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>Slack</source>
        <translation>Slack</translation>
    </message>
    <message>
        <source>With http:// or https://.</source>
        <translation>Mit http:// oder https://.</translation>
    </message>
    <message>
        <source>Payload format</source>
        <translation>Format der Nutzdaten</translation>
    </message>
    <message>
        <source>CloudEvents</source>
        <translation>CloudEvents</translation>
    </message>
    <message>
        <source>Authorization header</source>
        <translation>Authorization-Header</translation>
    </message>
    <message>
        <source>Sent with each notification. Harbor stores it in plain text.</source>
        <translation>Wird mit jeder Benachrichtigung gesendet. Harbor speichert ihn im Klartext.</translation>
    </message>
    <message>
        <source>Event types</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>The address of the scanner adapter.</source>
        <translation>Die Adresse des Scanner-Adapters.</translation>
    </message>
    <message>
        <source>Authorization</source>
        <translation>Autorisierung</translation>
    </message>
    <message>
        <source>Basic</source>
        <translation>Basic</translation>
    </message>
    <message>
        <source>Bearer token</source>
        <translation>Bearer-Token</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>Credential</source>
        <translation>Zugangsdaten</translation>
    </message>
    <message>
        <source>For Basic: user name and password with a colon between them.</source>
        <translation>Für Basic: Benutzername und Passwort mit einem Doppelpunkt dazwischen.</translation>
    </message>
    <message>
        <source>Use the internal address of the registry</source>
        <translation>Interne Adresse der Registry verwenden</translation>
    </message>
    <message>
        <source>For a scanner in the same cluster.</source>
        <translation>Für einen Scanner im selben Cluster.</translation>
    </message>
    <message>
        <source>Enter the credential for this authorization.</source>
        <translation>Geben Sie die Zugangsdaten für diese Autorisierung ein.</translation>
    </message>
    <message>
        <source>Enter user name and password with a colon between them.</source>
        <translation>Geben Sie Benutzername und Passwort mit einem Doppelpunkt dazwischen ein.</translation>
    </message>
    <message>
        <source>New webhook</source>
        <translation>Neuer Webhook</translation>
    </message>
    <message>
        <source>Webhook %1</source>
        <translation>Webhook %1</translation>
    </message>
    <message>
        <source>New scanner</source>
        <translation>Neuer Scanner</translation>
    </message>
    <message>
        <source>Scanner %1</source>
        <translation>Scanner %1</translation>
    </message>
    <message>
        <source>Use lower-case letters and digits, with single dots, dashes or underscores between them.</source>
        <translation>Verwenden Sie Kleinbuchstaben und Ziffern, dazwischen einzelne Punkte, Bindestriche oder Unterstriche.</translation>
    </message>
    <message>
        <source>A user name cannot contain spaces or any of , &quot; ~ # % $.</source>
        <translation>Ein Benutzername darf keine Leerzeichen und keines der Zeichen , &quot; ~ # % $ enthalten.</translation>
    </message>
    <message>
        <source>The name cannot contain any of , &quot; ~ # % $.</source>
        <translation>Der Name darf keines der Zeichen , &quot; ~ # % $ enthalten.</translation>
    </message>
    <message>
        <source>Enter an email address such as alice@example.com.</source>
        <translation>Geben Sie eine E-Mail-Adresse wie alice@example.com ein.</translation>
    </message>
    <message>
        <source>Enter a colour as # and six hexadecimal digits: #1D5100.</source>
        <translation>Geben Sie eine Farbe als # und sechs Hexadezimalziffern ein: #1D5100.</translation>
    </message>
    <message>
        <source>Use letters and digits, with single dots, dashes or underscores between them.</source>
        <translation>Verwenden Sie Buchstaben und Ziffern, dazwischen einzelne Punkte, Bindestriche oder Unterstriche.</translation>
    </message>
    <message>
        <source>Use lower-case letters and digits, with single slashes, dots, dashes or underscores between them.</source>
        <translation>Verwenden Sie Kleinbuchstaben und Ziffern, dazwischen einzelne Schrägstriche, Punkte, Bindestriche oder Unterstriche.</translation>
    </message>
    <message>
        <source>The prefix cannot contain spaces.</source>
        <translation>Das Präfix darf keine Leerzeichen enthalten.</translation>
    </message>
    <message>
        <source>Enter an address such as %1://host.example.com.</source>
        <translation>Geben Sie eine Adresse wie %1://host.example.com ein.</translation>
    </message>
    <message>
        <source>Enter six fields: seconds, minutes, hours, day of month, month, day of week. 0 0 2 * * * is every day at 02:00 UTC.</source>
        <translation>Geben Sie sechs Felder ein: Sekunden, Minuten, Stunden, Tag des Monats, Monat, Wochentag. 0 0 2 * * * ist täglich um 02:00 UTC.</translation>
    </message>
    <message>
        <source>The first field, the seconds, must be 0.</source>
        <translation>Das erste Feld, die Sekunden, muss 0 sein.</translation>
    </message>
    <message>
        <source>The second field, the minutes, cannot be *: a replication runs at most once an hour.</source>
        <translation>Das zweite Feld, die Minuten, darf nicht * sein: Eine Replikation läuft höchstens einmal pro Stunde.</translation>
    </message>
    <message>
        <source>“%1” is not a vulnerability ID. Enter one ID per line, such as CVE-2021-44228.</source>
        <translation>„%1“ ist keine Schwachstellen-ID. Geben Sie eine ID pro Zeile ein, zum Beispiel CVE-2021-44228.</translation>
    </message>
    <message>
        <source>Enter a whole number.</source>
        <translation>Geben Sie eine ganze Zahl ein.</translation>
    </message>
    <message>
        <source>Enter %1 or more.</source>
        <translation>Geben Sie %1 oder mehr ein.</translation>
    </message>
    <message>
        <source>Enter %1 or less.</source>
        <translation>Geben Sie %1 oder weniger ein.</translation>
    </message>
    <message>
        <source>A filter has no value. Enter one, or remove the filter.</source>
        <translation>Ein Filter hat keinen Wert. Geben Sie einen ein, oder entfernen Sie den Filter.</translation>
    </message>
    <message>
        <source>There are two filters of the same kind. Keep one of them.</source>
        <translation>Zwei Filter haben dieselbe Art. Behalten Sie einen davon.</translation>
    </message>
    <message>
        <source>Paste a certificate in PEM format; it begins with -----BEGIN CERTIFICATE-----.</source>
        <translation>Fügen Sie ein Zertifikat im PEM-Format ein; es beginnt mit -----BEGIN CERTIFICATE-----.</translation>
    </message>
    <message>
        <source>Select at least one.</source>
        <translation>Wählen Sie mindestens einen Eintrag.</translation>
    </message>
    <message>
        <source>Select one.</source>
        <translation>Wählen Sie einen Eintrag.</translation>
    </message>
    <message>
        <source>%1 is required.</source>
        <translation>%1 ist erforderlich.</translation>
    </message>
    <message>
        <source>At most %1 bytes are allowed; this value has %2.</source>
        <translation>Höchstens %1 Bytes sind erlaubt; dieser Wert hat %2.</translation>
    </message>
    <message>
        <source>Enter a date such as 2027-01-31, or leave empty for no expiry.</source>
        <translation>Geben Sie ein Datum wie 2027-01-31 ein; leer für keinen Ablauf.</translation>
    </message>
    <message>
        <source>New immutability rule</source>
        <translation>Neue Unveränderlichkeitsregel</translation>
    </message>
    <message>
        <source>Immutability rule of %1</source>
        <translation>Unveränderlichkeitsregel von %1</translation>
    </message>
    <message>
        <source>%1 also has a retention policy (%2). Retention never deletes an artifact with an immutable tag, regardless of its rules: such artifacts remain and use quota.</source>
        <translation>%1 hat auch eine Aufbewahrungsrichtlinie (%2). Sie löscht nie ein Artefakt mit einem unveränderlichen Tag, unabhängig von ihren Regeln: Solche Artefakte bleiben erhalten und belegen Kontingent.</translation>
    </message>
    <message>
        <source>The retention policy of %1 could not be read: %2</source>
        <translation>Die Aufbewahrungsrichtlinie von %1 konnte nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>Select the project of the rule.</source>
        <translation>Wählen Sie das Projekt der Regel.</translation>
    </message>
    <message>
        <source>The project already has a rule with the same patterns.</source>
        <translation>Das Projekt hat bereits eine Regel mit denselben Mustern.</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>This value is set by the server and cannot be changed here.</source>
        <translation>Dieser Wert ist vom Server festgelegt und kann hier nicht geändert werden.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <comment>%1 and %Ln more</comment>
        <translation>
            <numerusform>%1 und %Ln weiteres</numerusform>
            <numerusform>%1 und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Configuration: %1</source>
        <translation>Konfiguration: %1</translation>
    </message>
    <message>
        <source>This registry cannot be changed.</source>
        <translation>Diese Registry kann nicht geändert werden.</translation>
    </message>
    <message>
        <source>This account is read only. You can stage changes; to apply them, switch on “Allow changes” in the settings of %1.</source>
        <translation>Dieses Konto ist schreibgeschützt. Sie können Änderungen vormerken; um sie anzuwenden, schalten Sie „Änderungen erlauben“ in den Einstellungen von %1 ein.</translation>
    </message>
    <message>
        <source>Stage run</source>
        <translation>Lauf vormerken</translation>
    </message>
    <message>
        <source>Stage creation</source>
        <translation>Anlegen vormerken</translation>
    </message>
    <message numerus="yes">
        <source>Stage %Ln changes</source>
        <comment>Stage %Ln change</comment>
        <translation>
            <numerusform>%Ln Änderung vormerken</numerusform>
            <numerusform>%Ln Änderungen vormerken</numerusform>
        </translation>
    </message>
    <message>
        <source>Stage change</source>
        <translation>Änderung vormerken</translation>
    </message>
    <message>
        <source>Enter a size such as 20 GiB, or unlimited.</source>
        <translation>Geben Sie eine Größe wie 20 GiB oder unlimited ein.</translation>
    </message>
    <message>
        <source>“%1” already exists.</source>
        <translation>„%1“ ist bereits vorhanden.</translation>
    </message>
    <message>
        <source>%1 no longer exists.</source>
        <translation>%1 ist nicht mehr vorhanden.</translation>
    </message>
    <message>
        <source>The list could not be read: %1</source>
        <translation>Die Liste konnte nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Testing …</source>
        <translation>Wird getestet …</translation>
    </message>
    <message>
        <source>The connection failed.</source>
        <translation>Die Verbindung ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>The connection works.</source>
        <translation>Die Verbindung funktioniert.</translation>
    </message>
    <message>
        <source>the most recently pushed # artifacts</source>
        <translation>die # zuletzt gepushten Artefakte</translation>
    </message>
    <message>
        <source>the most recently pulled # artifacts</source>
        <translation>die # zuletzt gepullten Artefakte</translation>
    </message>
    <message>
        <source>pushed within the last # days</source>
        <translation>in den letzten # Tagen gepusht</translation>
    </message>
    <message>
        <source>pulled within the last # days</source>
        <translation>in den letzten # Tagen gepullt</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>The projects could not be read: %1</source>
        <translation>Die Projekte konnten nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>Retention of %1</source>
        <translation>Aufbewahrung von %1</translation>
    </message>
    <message>
        <source>New retention policy</source>
        <translation>Neue Aufbewahrungsrichtlinie</translation>
    </message>
    <message numerus="yes">
        <source>Retention of %Ln projects</source>
        <comment>Retention of %Ln project</comment>
        <translation>
            <numerusform>Aufbewahrung von %Ln Projekt</numerusform>
            <numerusform>Aufbewahrung von %Ln Projekten</numerusform>
        </translation>
    </message>
    <message>
        <source>The selected projects have different rules. Those of %1 are shown and replace the others.</source>
        <translation>Die gewählten Projekte haben verschiedene Regeln. Gezeigt werden die von %1; sie ersetzen die anderen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rules</source>
        <comment>%Ln rule</comment>
        <translation>
            <numerusform>%Ln Regel</numerusform>
            <numerusform>%Ln Regeln</numerusform>
        </translation>
    </message>
    <message>
        <source>no policy</source>
        <translation>keine Richtlinie</translation>
    </message>
    <message>
        <source>The number must be 1 or more.</source>
        <translation>Die Zahl muss mindestens 1 sein.</translation>
    </message>
    <message>
        <source>Two rules are the same. Harbor rejects duplicate rules.</source>
        <translation>Zwei Regeln sind gleich: Harbor lehnt das ab.</translation>
    </message>
    <message>
        <source>Enter a schedule of six fields: second minute hour day month weekday.</source>
        <translation>Geben Sie einen Zeitplan mit sechs Feldern ein: Sekunde Minute Stunde Tag Monat Wochentag.</translation>
    </message>
    <message>
        <source>A schedule has six fields (second minute hour day month weekday), not %1.</source>
        <translation>Ein Zeitplan hat sechs Felder (Sekunde Minute Stunde Tag Monat Wochentag), nicht %1.</translation>
    </message>
    <message>
        <source>Harbor does not accept this schedule.</source>
        <translation>Harbor akzeptiert diesen Zeitplan nicht.</translation>
    </message>
    <message>
        <source>The first field, the second, must be 0.</source>
        <translation>Das erste Feld, die Sekunde, muss 0 sein.</translation>
    </message>
    <message>
        <source>Select at least one project.</source>
        <translation>Wählen Sie mindestens ein Projekt.</translation>
    </message>
    <message>
        <source>The retention policy of %1 could not be read.</source>
        <translation>Die Aufbewahrungsrichtlinie von %1 konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The registry offers no permissions for robot accounts.</source>
        <translation>Die Registry bietet keine Berechtigungen für Robot-Konten.</translation>
    </message>
    <message>
        <source>The permissions available for robot accounts could not be read: %1</source>
        <translation>Die möglichen Berechtigungen eines Robot-Kontos konnten nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>New robot account</source>
        <translation>Neues Robot-Konto</translation>
    </message>
    <message numerus="yes">
        <source>%Ln robot accounts</source>
        <comment>%Ln robot account</comment>
        <translation>
            <numerusform>%Ln Robot-Konto</numerusform>
            <numerusform>%Ln Robot-Konten</numerusform>
        </translation>
    </message>
    <message>
        <source>Only a system robot account can have system permissions.</source>
        <translation>Nur ein System-Robot-Konto kann Systemberechtigungen haben.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln days from now</source>
        <comment>%Ln day from now</comment>
        <translation>
            <numerusform>In %Ln Tag</numerusform>
            <numerusform>In %Ln Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>On a date</source>
        <translation>An einem Datum</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Enter a date such as 2027-01-31.</source>
        <translation>Geben Sie ein Datum wie 2027-01-31 ein.</translation>
    </message>
    <message>
        <source>The date must be in the future.</source>
        <translation>Das Datum muss in der Zukunft liegen.</translation>
    </message>
    <message>
        <source>The expiry of each robot account stays unchanged.</source>
        <translation>Der Ablauf jedes Robot-Kontos bleibt unverändert.</translation>
    </message>
    <message>
        <source>Expires %1.</source>
        <translation>Läuft am %1 ab.</translation>
    </message>
    <message>
        <source>Harbor counts the days from the creation of each robot account, so its age is added.</source>
        <translation>Harbor zählt ab dem Anlegen jedes Robot-Kontos: Sein Alter wird jeweils hinzugerechnet.</translation>
    </message>
    <message>
        <source>Expires %1. Harbor stores %2 days, counted from the creation on %3.</source>
        <translation>Läuft am %1 ab. Harbor speichert %2 Tage, gezählt ab dem Anlegen am %3.</translation>
    </message>
    <message>
        <source>System permissions</source>
        <translation>Systemberechtigungen</translation>
    </message>
    <message>
        <source>Project permissions</source>
        <translation>Projektberechtigungen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln permissions</source>
        <comment>%Ln permission</comment>
        <translation>
            <numerusform>%Ln Berechtigung</numerusform>
            <numerusform>%Ln Berechtigungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln projects</source>
        <comment>%Ln project</comment>
        <translation>
            <numerusform>%Ln Projekt</numerusform>
            <numerusform>%Ln Projekte</numerusform>
        </translation>
    </message>
    <message>
        <source>With these permissions, the robot account can grant permissions to others: users, members or robot accounts.</source>
        <translation>Damit kann das Robot-Konto anderen Berechtigungen erteilen: Benutzern, Mitgliedern oder Robot-Konten.</translation>
    </message>
    <message>
        <source>Enter a name.</source>
        <translation>Geben Sie einen Namen ein.</translation>
    </message>
    <message>
        <source>Use lower-case letters and digits, with single “.”, “_” or “-” between them.</source>
        <translation>Verwenden Sie Kleinbuchstaben und Ziffern, dazwischen einzelne „.“, „_“ oder „-“.</translation>
    </message>
    <message>
        <source>The name is too long.</source>
        <translation>Der Name ist zu lang.</translation>
    </message>
    <message>
        <source>There is already a robot account %1.</source>
        <translation>Ein Robot-Konto %1 ist bereits vorhanden.</translation>
    </message>
    <message>
        <source>The description can have at most 1024 bytes.</source>
        <translation>Die Beschreibung darf höchstens 1024 Bytes haben.</translation>
    </message>
    <message>
        <source>Select the project of the robot account.</source>
        <translation>Wählen Sie das Projekt des Robot-Kontos.</translation>
    </message>
    <message>
        <source>Select at least one permission.</source>
        <translation>Wählen Sie mindestens eine Berechtigung.</translation>
    </message>
    <message>
        <source>Push and pull</source>
        <translation>Push und Pull</translation>
    </message>
    <message>
        <source>CI pipeline</source>
        <translation>CI-Pipeline</translation>
    </message>
    <message>
        <source>Auditor (read only)</source>
        <translation>Auditor (schreibgeschützt)</translation>
    </message>
    <message>
        <source>%1 cannot be deleted: %2</source>
        <translation>%1 kann nicht gelöscht werden: %2</translation>
    </message>
    <message>
        <source>Edit settings…</source>
        <translation>Einstellungen bearbeiten…</translation>
    </message>
    <message>
        <source>Delete project…</source>
        <translation>Projekt löschen…</translation>
    </message>
    <message>
        <source>Edit label…</source>
        <translation>Label bearbeiten…</translation>
    </message>
    <message>
        <source>Edit user…</source>
        <translation>Benutzer bearbeiten…</translation>
    </message>
    <message>
        <source>Set password…</source>
        <translation>Passwort setzen…</translation>
    </message>
    <message>
        <source>Set CLI secret…</source>
        <translation>CLI-Secret setzen…</translation>
    </message>
    <message>
        <source>Edit group…</source>
        <translation>Gruppe bearbeiten…</translation>
    </message>
    <message>
        <source>Delete group…</source>
        <translation>Gruppe löschen…</translation>
    </message>
    <message>
        <source>Delete repository…</source>
        <translation>Repository löschen…</translation>
    </message>
    <message>
        <source>Edit endpoint…</source>
        <translation>Endpunkt bearbeiten…</translation>
    </message>
    <message>
        <source>Delete endpoint…</source>
        <translation>Endpunkt löschen…</translation>
    </message>
    <message>
        <source>Run replication…</source>
        <translation>Replikation ausführen…</translation>
    </message>
    <message>
        <source>Stop run…</source>
        <translation>Lauf anhalten…</translation>
    </message>
    <message>
        <source>Edit policy…</source>
        <translation>Richtlinie bearbeiten…</translation>
    </message>
    <message>
        <source>Delete policy…</source>
        <translation>Richtlinie löschen…</translation>
    </message>
    <message>
        <source>Edit webhook…</source>
        <translation>Webhook bearbeiten…</translation>
    </message>
    <message>
        <source>Delete webhook…</source>
        <translation>Webhook löschen…</translation>
    </message>
    <message>
        <source>Edit scanner…</source>
        <translation>Scanner bearbeiten…</translation>
    </message>
    <message>
        <source>Make default…</source>
        <translation>Als Standard festlegen…</translation>
    </message>
    <message>
        <source>Delete scanner…</source>
        <translation>Scanner löschen…</translation>
    </message>
    <message>
        <source>Edit instance…</source>
        <translation>Instanz bearbeiten…</translation>
    </message>
    <message>
        <source>Delete instance…</source>
        <translation>Instanz löschen…</translation>
    </message>
    <message>
        <source>Run preheat…</source>
        <translation>Vorwärmen ausführen…</translation>
    </message>
    <message>
        <source>Stop garbage collection…</source>
        <translation>Garbage Collection anhalten…</translation>
    </message>
    <message>
        <source>Stop purge…</source>
        <translation>Bereinigung anhalten…</translation>
    </message>
    <message>
        <source>Stop job…</source>
        <translation>Auftrag anhalten…</translation>
    </message>
    <message>
        <source>Pause queue…</source>
        <translation>Warteschlange pausieren…</translation>
    </message>
    <message>
        <source>Resume queue…</source>
        <translation>Warteschlange fortsetzen…</translation>
    </message>
    <message>
        <source>Clear queue…</source>
        <translation>Warteschlange leeren…</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>Neues Projekt…</translation>
    </message>
    <message>
        <source>New label…</source>
        <translation>Neues Label…</translation>
    </message>
    <message>
        <source>New user…</source>
        <translation>Neuer Benutzer…</translation>
    </message>
    <message>
        <source>New group…</source>
        <translation>Neue Gruppe…</translation>
    </message>
    <message>
        <source>New endpoint…</source>
        <translation>Neuer Endpunkt…</translation>
    </message>
    <message>
        <source>New policy…</source>
        <translation>Neue Richtlinie…</translation>
    </message>
    <message>
        <source>New webhook…</source>
        <translation>Neuer Webhook…</translation>
    </message>
    <message>
        <source>New scanner…</source>
        <translation>Neuer Scanner…</translation>
    </message>
    <message>
        <source>Scan all…</source>
        <translation>Alles scannen…</translation>
    </message>
    <message>
        <source>Stop scan all…</source>
        <translation>Gesamtscan anhalten…</translation>
    </message>
    <message>
        <source>Schedule…</source>
        <translation>Zeitplan…</translation>
    </message>
    <message>
        <source>New instance…</source>
        <translation>Neue Instanz…</translation>
    </message>
    <message>
        <source>Run now…</source>
        <translation>Jetzt ausführen…</translation>
    </message>
    <message>
        <source>Edit all…</source>
        <translation>Alles bearbeiten…</translation>
    </message>
    <message>
        <source>Enter a pattern; ** matches everything.</source>
        <translation>Geben Sie ein Muster ein; ** passt auf alles.</translation>
    </message>
    <message>
        <source>A pattern cannot contain spaces. Write several patterns as {a,b}.</source>
        <translation>Ein Muster darf keine Leerzeichen enthalten. Schreiben Sie mehrere Muster als {a,b}.</translation>
    </message>
    <message>
        <source>Put several patterns in braces: {a,b}.</source>
        <translation>Schreiben Sie mehrere Muster in geschweifte Klammern: {a,b}.</translation>
    </message>
    <message>
        <source>A brace is not closed.</source>
        <translation>Eine geschweifte Klammer ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>No changes since the run of %1.</source>
        <translation>Keine Änderungen seit dem Lauf vom %1.</translation>
    </message>
    <message>
        <source>Since the run of %1: newly failed %2; no longer failed %3.</source>
        <translation>Seit dem Lauf vom %1: neu nicht bestanden %2; zuvor nicht bestanden, jetzt nicht mehr %3.</translation>
    </message>
    <message>
        <source>No longer assessable: %1.</source>
        <translation>Nicht mehr beurteilbar: %1.</translation>
    </message>
    <message>
        <source>%1 failed, %2 not assessable, %3 passed</source>
        <translation>%1 nicht bestanden, %2 nicht beurteilbar, %3 bestanden</translation>
    </message>
    <message>
        <source>the whole check</source>
        <translation>die ganze Prüfung</translation>
    </message>
    <message>
        <source>%1: expired on %2. %3 (%4)</source>
        <translation>%1: abgelaufen am %2. %3 (%4)</translation>
    </message>
    <message>
        <source>%1: until %2. %3 (%4)</source>
        <translation>%1: bis %2. %3 (%4)</translation>
    </message>
    <message>
        <source>An exception requires an owner and a reason.</source>
        <translation>Eine Ausnahme erfordert einen Verantwortlichen und einen Grund.</translation>
    </message>
    <message>
        <source>Enter the expiration date as year-month-day, not in the past: %1.</source>
        <translation>Geben Sie das Ablaufdatum als Jahr-Monat-Tag ein, nicht in der Vergangenheit: %1.</translation>
    </message>
    <message>
        <source>claimed, not verified</source>
        <translation>angegeben, nicht verifiziert</translation>
    </message>
    <message>
        <source>could not be verified</source>
        <translation>konnte nicht verifiziert werden</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>nicht verifiziert</translation>
    </message>
    <message>
        <source>Attestation (%1)</source>
        <translation>Attestierung (%1)</translation>
    </message>
    <message>
        <source>Signer</source>
        <translation>Unterzeichner</translation>
    </message>
    <message>
        <source>Predicate type</source>
        <translation>Prädikattyp</translation>
    </message>
    <message>
        <source>Attached as</source>
        <translation>Angehängt als</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Key fingerprint</source>
        <translation>Fingerabdruck des Schlüssels</translation>
    </message>
    <message>
        <source>Algorithm</source>
        <translation>Algorithmus</translation>
    </message>
    <message>
        <source>Certificate expires</source>
        <translation>Zertifikat läuft ab</translation>
    </message>
    <message>
        <source>Signature expires</source>
        <translation>Signatur läuft ab</translation>
    </message>
    <message>
        <source>Trusted by</source>
        <translation>Vertraut durch</translation>
    </message>
    <message>
        <source>Signed as</source>
        <translation>Signiert als</translation>
    </message>
    <message>
        <source>Signed annotation</source>
        <translation>Signierte Annotation</translation>
    </message>
    <message>
        <source>Found by</source>
        <translation>Gefunden über</translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation>Manifest</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>claimed</source>
        <translation>angegeben</translation>
    </message>
    <message>
        <source>invalid</source>
        <translation>ungültig</translation>
    </message>
    <message>
        <source>The trust policy was changed, or a certificate expired, after the verification.</source>
        <translation>Nach dieser Verifizierung wurde die Vertrauensrichtlinie geändert, oder ein Zertifikat ist abgelaufen.</translation>
    </message>
    <message>
        <source>Some attachments could not be read.</source>
        <translation>Einige Anhänge konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Verified %1.</source>
        <translation>Verifiziert: %1.</translation>
    </message>
    <message>
        <source>presence only, nothing verified yet</source>
        <translation>nur Vorhandensein geprüft, noch nichts verifiziert</translation>
    </message>
    <message>
        <source>Harbor allows an image when a signature is attached, whether it is valid or not. The number counts images in the local store that have an attachment but no valid signature.</source>
        <translation>Harbor lässt ein Image zu, wenn eine Signatur angehängt ist, ob gültig oder nicht. Die Zahl zählt Images im lokalen Speicher, die einen Anhang, aber keine gültige Signatur haben.</translation>
    </message>
    <message>
        <source>Trusted share</source>
        <translation>Anteil vertrauenswürdig</translation>
    </message>
    <message>
        <source>Trusted</source>
        <translation>Vertrauenswürdig</translation>
    </message>
    <message>
        <source>Valid, not trusted</source>
        <translation>Gültig, nicht vertrauenswürdig</translation>
    </message>
    <message>
        <source>Invalid</source>
        <translation>Ungültig</translation>
    </message>
    <message>
        <source>Claimed</source>
        <translation>Angegeben</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>Nicht verifiziert</translation>
    </message>
    <message>
        <source>Not verified yet.</source>
        <translation>Noch nicht verifiziert.</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Verifiziert</translation>
    </message>
    <message>
        <source>Trust policy</source>
        <translation>Vertrauensrichtlinie</translation>
    </message>
    <message>
        <source>in the policy</source>
        <translation>in der Richtlinie</translation>
    </message>
    <message>
        <source>not in the policy</source>
        <translation>nicht in der Richtlinie</translation>
    </message>
    <message>
        <source>key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>Signaturen</translation>
    </message>
    <message>
        <source>Attestations</source>
        <translation>Attestierungen</translation>
    </message>
    <message>
        <source>No longer attached</source>
        <translation>Nicht mehr angehängt</translation>
    </message>
    <message>
        <source>Detected</source>
        <translation>Festgestellt</translation>
    </message>
    <message>
        <source>%1 (invalid signature)</source>
        <translation>%1 (ungültige Signatur)</translation>
    </message>
    <message>
        <source>%1 of %2 images in use have no valid signature.</source>
        <translation>%1 von %2 verwendeten Images haben keine gültige Signatur.</translation>
    </message>
    <message>
        <source>All %1 images in use have a signature attached; %2 of them have not been verified. This result is based on presence only.</source>
        <translation>Alle %1 verwendeten Images haben eine angehängte Signatur; %2 davon wurden nicht verifiziert. Dieses Ergebnis beruht nur auf dem Vorhandensein.</translation>
    </message>
    <message>
        <source>%1 (not valid)</source>
        <translation>%1 (nicht gültig)</translation>
    </message>
    <message>
        <source>%1 of %2 images in use have no valid provenance.</source>
        <translation>%1 von %2 verwendeten Images haben keinen gültigen Herkunftsnachweis.</translation>
    </message>
    <message>
        <source>All %1 images in use have provenance attached; %2 of them have not been verified. This result is based on presence only.</source>
        <translation>Alle %1 verwendeten Images haben einen angehängten Herkunftsnachweis; %2 davon wurden nicht verifiziert. Dieses Ergebnis beruht nur auf dem Vorhandensein.</translation>
    </message>
    <message>
        <source>The history of the posture is in use by other programs. Try again.</source>
        <translation>Der Verlauf der Sicherheitslage wird von anderen Programmen verwendet. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>An exception requires an owner, a reason and an expiration date.</source>
        <translation>Eine Ausnahme erfordert einen Verantwortlichen, einen Grund und ein Ablaufdatum.</translation>
    </message>
    <message>
        <source>The expiration date %1 is in the past.</source>
        <translation>Das Ablaufdatum %1 liegt in der Vergangenheit.</translation>
    </message>
    <message>
        <source>No signatures have been verified in this registry.</source>
        <translation>In dieser Registry wurden noch keine Signaturen verifiziert.</translation>
    </message>
    <message>
        <source>There is no such registry.</source>
        <translation>Diese Registry ist nicht vorhanden.</translation>
    </message>
    <message>
        <source>%1 is not a Harbor registry: its artifacts are verified one by one on their pages.</source>
        <translation>%1 ist keine Harbor-Registry: Ihre Artefakte werden einzeln auf ihren Seiten verifiziert.</translation>
    </message>
    <message>
        <source>%1 is not in the local store. Sync findings of the registry first.</source>
        <translation>%1 ist nicht im lokalen Speicher. Synchronisieren Sie zuerst die Befunde der Registry.</translation>
    </message>
    <message>
        <source>No image in the local store has %1.</source>
        <translation>Kein Image im lokalen Speicher hat %1.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be created.</source>
        <translation>Der Ordner %1 kann nicht angelegt werden.</translation>
    </message>
    <message>
        <source>The folder %1 is not empty and contains no audit trail export.</source>
        <translation>Der Ordner %1 ist nicht leer und enthält keinen Export eines Audit-Protokolls.</translation>
    </message>
    <message>
        <source>The folder %1 contains an export with another filter or format.</source>
        <translation>Der Ordner %1 enthält einen Export mit anderem Filter oder Format.</translation>
    </message>
    <message>
        <source>The export was stopped. Run the same command again to continue it.</source>
        <translation>Der Export wurde angehalten. Führen Sie denselben Befehl erneut aus, um ihn fortzusetzen.</translation>
    </message>
    <message>
        <source>%1 deleted %2 objects within one hour from %3; the previous maximum in one hour was %4.</source>
        <translation>%1 hat innerhalb einer Stunde ab %3 %2 Objekte gelöscht; das bisherige Maximum in einer Stunde war %4.</translation>
    </message>
    <message>
        <source>%1 operations of %2 failed within one hour from %3.</source>
        <translation>%1 Operationen von %2 sind innerhalb einer Stunde ab %3 fehlgeschlagen.</translation>
    </message>
    <message>
        <source>%1 pulled %2 times from %3, outside working hours and at an hour without earlier pulls.</source>
        <translation>%1 hat ab %3 %2-mal gepullt, außerhalb der Arbeitszeit und zu einer Stunde ohne frühere Pulls.</translation>
    </message>
    <message>
        <source>Robot %1 was active for the first time on %2 (%3 entries in the first hour).</source>
        <translation>Robot-Konto %1 war am %2 zum ersten Mal aktiv (%3 Einträge in der ersten Stunde).</translation>
    </message>
    <message>
        <source>Administrator %1 signed in %2 times from %3, outside working hours.</source>
        <translation>Administrator %1 hat sich ab %3 %2-mal angemeldet, außerhalb der Arbeitszeit.</translation>
    </message>
    <message>
        <source>Many deletions</source>
        <translation>Viele Löschungen</translation>
    </message>
    <message>
        <source>Many failures</source>
        <translation>Viele Fehlschläge</translation>
    </message>
    <message>
        <source>Pulls outside working hours</source>
        <translation>Pulls außerhalb der Arbeitszeit</translation>
    </message>
    <message>
        <source>First activity of a robot</source>
        <translation>Erste Aktivität eines Robot-Kontos</translation>
    </message>
    <message>
        <source>Administrator sign-in outside working hours</source>
        <translation>Administrator-Anmeldung außerhalb der Arbeitszeit</translation>
    </message>
    <message>
        <source>Working hours must start before they end, both between 0 and 24.</source>
        <translation>Der Beginn der Arbeitszeit muss vor ihrem Ende liegen, beide zwischen 0 und 24.</translation>
    </message>
    <message>
        <source>The number of days must be between 1 and 366.</source>
        <translation>Die Anzahl der Tage muss zwischen 1 und 366 liegen.</translation>
    </message>
    <message>
        <source>A threshold cannot be negative.</source>
        <translation>Ein Schwellenwert darf nicht negativ sein.</translation>
    </message>
    <message>
        <source>%1 could not be removed: %2.</source>
        <translation>%1 konnte nicht entfernt werden: %2.</translation>
    </message>
    <message>
        <source>Enter the repositories that the key applies to.</source>
        <translation>Geben Sie die Repositorys ein, für die der Schlüssel gilt.</translation>
    </message>
    <message>
        <source>The policy has another key named &quot;%1&quot;. Choose another name.</source>
        <translation>Die Richtlinie hat bereits einen anderen Schlüssel namens „%1“. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be a name here: use letters, digits, - _ and .</source>
        <translation>„%1“ kann hier kein Name sein: Verwenden Sie Buchstaben, Ziffern, - _ und .</translation>
    </message>
    <message>
        <source>The policy has another Notation store named &quot;%1&quot;. Choose another name.</source>
        <translation>Die Richtlinie hat bereits einen anderen Notation-Speicher namens „%1“. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>The registry returned no digest for %1.</source>
        <translation>Die Registry hat keinen Digest für %1 geliefert.</translation>
    </message>
    <message>
        <source>The attached signatures have changed since the verification: verify again.</source>
        <translation>Seit dieser Verifizierung haben sich die angehängten Signaturen geändert: Verifizieren Sie erneut.</translation>
    </message>
    <message>
        <source>Allowed by Harbor</source>
        <translation>Von Harbor zugelassen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln artifacts show fewer attached signatures than before. See Security, Signatures.</source>
        <comment>%Ln artifact shows fewer attached signatures than before. See Security, Signatures.</comment>
        <translation>
            <numerusform>%Ln Artefakt zeigt weniger angehängte Signaturen als zuvor. Siehe Sicherheit, Signaturen.</numerusform>
            <numerusform>%Ln Artefakte zeigen weniger angehängte Signaturen als zuvor. Siehe Sicherheit, Signaturen.</numerusform>
        </translation>
    </message>
    <message>
        <source>--%1 requires a date (2026-11-23), a time (2026-11-23T14:00) or an age (30d, 12h), not %2.</source>
        <translation>--%1 erfordert ein Datum (2026-11-23), eine Zeit (2026-11-23T14:00) oder ein Alter (30d, 12h), nicht %2.</translation>
    </message>
    <message>
        <source>--until is before --since.</source>
        <translation>--until liegt vor --since.</translation>
    </message>
    <message>
        <source>--result requires success or failed, not %1.</source>
        <translation>--result erfordert success oder failed, nicht %1.</translation>
    </message>
    <message>
        <source>%1 of the limits file %2 is unknown or invalid.</source>
        <translation>%1 in der Grenzwertdatei %2 ist unbekannt oder ungültig.</translation>
    </message>
    <message>
        <source>%1 is no JSON object.</source>
        <translation>%1 ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>--limit requires a number, not %1.</source>
        <translation>--limit erfordert eine Zahl, nicht %1.</translation>
    </message>
    <message>
        <source>No audit entries in the local store. Run &quot;lotse-cli sync&quot; first.</source>
        <translation>Keine Audit-Einträge im lokalen Speicher. Führen Sie zuerst „lotse-cli sync“ aus.</translation>
    </message>
    <message>
        <source>deletes the tag %1</source>
        <translation>löscht das Tag %1</translation>
    </message>
    <message>
        <source>The statement is: artifact delete|scan|sbom PROJECT/REPOSITORY:TAG, or artifact copy PROJECT/REPOSITORY:TAG PROJECT/REPOSITORY.</source>
        <translation>Die Anweisung lautet: artifact delete|scan|sbom PROJECT/REPOSITORY:TAG oder artifact copy PROJECT/REPOSITORY:TAG PROJECT/REPOSITORY.</translation>
    </message>
    <message>
        <source>“%1” is not a repository. Use PROJECT/REPOSITORY.</source>
        <translation>„%1“ ist kein Repository. Verwenden Sie PROJEKT/REPOSITORY.</translation>
    </message>
    <message>
        <source>%1 is already in %2.</source>
        <translation>%1 ist bereits in %2.</translation>
    </message>
    <message>
        <source>immutable</source>
        <translation>unveränderlich</translation>
    </message>
    <message>
        <source>The local store has no audit entries of this registry for these days. Sync first.</source>
        <translation>Der lokale Speicher enthält für diese Tage keine Audit-Einträge dieser Registry. Synchronisieren Sie zuerst.</translation>
    </message>
    <message>
        <source>Add or remove tags…</source>
        <translation>Tags hinzufügen oder entfernen…</translation>
    </message>
    <message>
        <source>Add or remove labels…</source>
        <translation>Labels hinzufügen oder entfernen…</translation>
    </message>
    <message>
        <source>Per task. 0: no limit.</source>
        <translation>Pro Aufgabe. 0: ohne Grenze.</translation>
    </message>
    <message>
        <source>Scanner of %1</source>
        <translation>Scanner von %1</translation>
    </message>
    <message>
        <source>Scans the images of this project in place of the default scanner.</source>
        <translation>Scannt die Images dieses Projekts anstelle des Standardscanners.</translation>
    </message>
    <message>
        <source>One CVE ID per line, such as CVE-2021-44228. These CVEs no longer block a pull in any project that uses this list.</source>
        <translation>Eine CVE-ID pro Zeile, zum Beispiel CVE-2021-44228. Sie blockieren keinen Pull mehr in Projekten, die diese Liste verwenden.</translation>
    </message>
    <message>
        <source>The connection failed. The registry says: %1</source>
        <translation>Die Verbindung ist fehlgeschlagen. Antwort der Registry: %1</translation>
    </message>
    <message>
        <source>pulled</source>
        <translation>Pulls</translation>
    </message>
    <message>
        <source>pushed</source>
        <translation>Pushes</translation>
    </message>
    <message>
        <source>never pushed</source>
        <translation>keine Pushes</translation>
    </message>
    <message>
        <source>never deleted an artifact</source>
        <translation>keine Löschungen von Artefakten</translation>
    </message>
    <message>
        <source>The audit trail cannot be searched for a robot account with this name.</source>
        <translation>Das Audit-Protokoll kann nicht nach einem Robot-Konto mit diesem Namen durchsucht werden.</translation>
    </message>
    <message>
        <source>The audit trail could not be read: %1</source>
        <translation>Das Audit-Protokoll konnte nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>Audit trail since %1: %2. Other permissions are not recorded there.</source>
        <translation>Audit-Protokoll seit %1: %2. Andere Berechtigungen werden dort nicht aufgezeichnet.</translation>
    </message>
    <message>
        <source>to be deleted</source>
        <translation>wird gelöscht</translation>
    </message>
    <message>
        <source>Set scanner…</source>
        <translation>Scanner festlegen…</translation>
    </message>
    <message>
        <source>Edit system allowlist…</source>
        <translation>System-Zulassungsliste bearbeiten…</translation>
    </message>
    <message numerus="yes">
        <source>presence only: %Ln without a valid signature</source>
        <comment>presence only: %Ln without a valid signature</comment>
        <translation>
            <numerusform>nur Vorhandensein: %Ln ohne gültige Signatur</numerusform>
            <numerusform>nur Vorhandensein: %Ln ohne gültige Signatur</numerusform>
        </translation>
    </message>
    <message>
        <source>presence only: all are valid</source>
        <translation>nur Vorhandensein: alle gültig</translation>
    </message>
    <message>
        <source>%1 deleted %2 objects within one hour from %3; the audit trail has no earlier days to compare with.</source>
        <translation>%1 hat %2 Objekte innerhalb einer Stunde ab %3 gelöscht; das Audit-Protokoll enthält keine früheren Tage zum Vergleich.</translation>
    </message>
    <message>
        <source>The trust policy cannot be imported: %1.</source>
        <translation>Die Vertrauensrichtlinie kann nicht importiert werden: %1.</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>Größen</translation>
    </message>
    <message>
        <source>%1 is not a Harbor: verify its artifacts with &quot;lotse-cli verify&quot;.</source>
        <translation>%1 ist kein Harbor: Verifizieren Sie seine Artefakte mit &quot;lotse-cli verify&quot;.</translation>
    </message>
    <message>
        <source>The signatures of %1 have not been verified yet. Run &quot;lotse-cli trust sync&quot; first.</source>
        <translation>Die Signaturen von %1 wurden noch nicht verifiziert. Führen Sie zuerst &quot;lotse-cli trust sync&quot; aus.</translation>
    </message>
    <message>
        <source>The stored result of %1 cannot be read. Run &quot;lotse-cli trust sync --again&quot;.</source>
        <translation>Das gespeicherte Ergebnis von %1 kann nicht gelesen werden. Führen Sie &quot;lotse-cli trust sync --again&quot; aus.</translation>
    </message>
    <message>
        <source>%1 has no trust policy here. Import one with &quot;lotse-cli trust import FILE&quot;.</source>
        <translation>%1 hat hier keine Vertrauensrichtlinie. Importieren Sie eine mit &quot;lotse-cli trust import FILE&quot;.</translation>
    </message>
    <message>
        <source>%1 must be a number from 1 to 5, not %2.</source>
        <translation>%1 muss eine Zahl von 1 bis 5 sein, nicht %2.</translation>
    </message>
    <message>
        <source>run %1 has no option %2. Available: %3.</source>
        <translation>run %1 hat keine Option %2. Verfügbar: %3.</translation>
    </message>
    <message>
        <source>The registry does not support commas in search terms.</source>
        <translation>Die Registry unterstützt keine Kommas in Suchbegriffen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries are damaged in the local store and are not shown.</source>
        <comment>%Ln entry is damaged in the local store and is not shown.</comment>
        <translation>
            <numerusform>%Ln Eintrag ist im lokalen Speicher beschädigt und wird nicht angezeigt.</numerusform>
            <numerusform>%Ln Einträge sind im lokalen Speicher beschädigt und werden nicht angezeigt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries have no readable time and are not shown.</source>
        <comment>%Ln entry has no readable time and is not shown.</comment>
        <translation>
            <numerusform>%Ln Eintrag hat keine lesbare Zeit und wird nicht angezeigt.</numerusform>
            <numerusform>%Ln Einträge haben keine lesbare Zeit und werden nicht angezeigt.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: not in the local store</source>
        <translation>%1: nicht im lokalen Speicher</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries; the local store begins on %1.</source>
        <comment>%Ln entry; the local store begins on %1.</comment>
        <translation>
            <numerusform>%Ln Eintrag; der lokale Speicher beginnt am %1.</numerusform>
            <numerusform>%Ln Einträge; der lokale Speicher beginnt am %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Description of %1</source>
        <translation>Beschreibung von %1</translation>
    </message>
    <message>
        <source>Shown above the images of the repository in Harbor&apos;s portal, as Markdown.</source>
        <translation>Wird im Harbor-Portal über den Images des Repositorys als Markdown angezeigt.</translation>
    </message>
    <message>
        <source>Edit description…</source>
        <translation>Beschreibung bearbeiten…</translation>
    </message>
    <message>
        <source>Trigger mode</source>
        <translation>Auslösemodus</translation>
    </message>
    <message>
        <source>The file is compressed twice. Unpack it first.</source>
        <translation>Die Datei ist doppelt gepackt. Entpacken Sie sie zuerst.</translation>
    </message>
    <message>
        <source>The approval rules in %1 cannot be read (%2). Nothing is applied until they can be read.</source>
        <translation>Die Freigaberegeln in %1 können nicht gelesen werden (%2). Solange sie nicht lesbar sind, wird nichts angewendet.</translation>
    </message>
    <message>
        <source>This is not a public key for signing in PEM format (Ed25519, or ECDSA on P-256, P-384, P-521).</source>
        <translation>Das ist kein öffentlicher Schlüssel für Signaturen im PEM-Format (Ed25519, oder ECDSA mit P-256, P-384, P-521).</translation>
    </message>
    <message>
        <source>The private key cannot be used: it must be an Ed25519 or ECDSA key (P-256, P-384, P-521) in PEM format. If it is encrypted, set its password in LOTSE_SIGN_PASSWORD.</source>
        <translation>Der private Schlüssel kann nicht verwendet werden: Er muss ein Ed25519- oder ECDSA-Schlüssel (P-256, P-384, P-521) im PEM-Format sein. Ist er verschlüsselt, setzen Sie sein Passwort in LOTSE_SIGN_PASSWORD.</translation>
    </message>
    <message>
        <source>The plan could not be signed with this key.</source>
        <translation>Der Plan konnte mit diesem Schlüssel nicht signiert werden.</translation>
    </message>
    <message>
        <source>%1 requires the approval of a second person. Have it signed by one of %2: lotse-cli plan approve PLAN --key KEY.</source>
        <translation>%1 erfordert die Freigabe durch eine zweite Person. Lassen Sie den Plan von einer dieser Personen signieren: %2. Befehl: lotse-cli plan approve PLAN --key KEY.</translation>
    </message>
    <message>
        <source>The approval cannot be read: it is truncated or not an approval.</source>
        <translation>Die Freigabe ist nicht lesbar: Sie ist abgeschnitten oder keine Freigabe.</translation>
    </message>
    <message>
        <source>The approval is for another plan, or the plan was changed after it was approved.</source>
        <translation>Die Freigabe gehört zu einem anderen Plan, oder der Plan wurde nach der Freigabe geändert.</translation>
    </message>
    <message>
        <source>The key %1 may not approve plans for %2.</source>
        <translation>Der Schlüssel %1 darf keine Pläne für %2 freigeben.</translation>
    </message>
    <message>
        <source>The signature of the approval is not valid.</source>
        <translation>Die Signatur der Freigabe ist nicht gültig.</translation>
    </message>
    <message>
        <source>The plan has no author: it cannot be approved.</source>
        <translation>Im Plan fehlt der Ersteller: Er kann nicht freigegeben werden.</translation>
    </message>
    <message>
        <source>%1 created the plan and cannot approve it: another person must approve it.</source>
        <translation>%1 hat den Plan erstellt und kann ihn nicht freigeben: Das muss eine andere Person tun.</translation>
    </message>
    <message>
        <source>%1 approved the plan and cannot apply it: another person must apply it.</source>
        <translation>%1 hat den Plan freigegeben und kann ihn nicht anwenden: Das muss eine andere Person tun.</translation>
    </message>
    <message>
        <source>This registry requires the approval of a second person. Save the plan as a file, have it signed with “lotse-cli plan approve”, and apply it with “lotse-cli apply”.</source>
        <translation>Diese Registry erfordert die Freigabe durch eine zweite Person. Speichern Sie den Plan als Datei, lassen Sie ihn mit „lotse-cli plan approve“ signieren, und wenden Sie ihn mit „lotse-cli apply“ an.</translation>
    </message>
    <message numerus="yes">
        <source>its %Ln platform images stay until garbage collection</source>
        <comment>its %Ln platform image stays until garbage collection</comment>
        <translation>
            <numerusform>sein %Ln Plattform-Image bleibt bis zur Garbage Collection</numerusform>
            <numerusform>seine %Ln Plattform-Images bleiben bis zur Garbage Collection</numerusform>
        </translation>
    </message>
    <message>
        <source>its attachments remain without an image: %1</source>
        <translation>was daran angehängt ist, bleibt ohne Image zurück: %1</translation>
    </message>
    <message>
        <source>More may be deleted than is listed here: %1</source>
        <translation>Es wird möglicherweise mehr gelöscht als hier aufgelistet: %1</translation>
    </message>
    <message>
        <source>system configuration</source>
        <translation>Systemkonfiguration</translation>
    </message>
    <message>
        <source>system CVE allowlist</source>
        <translation>System-Zulassungsliste</translation>
    </message>
    <message>
        <source>registry endpoint %1</source>
        <translation>Registry-Endpunkt %1</translation>
    </message>
    <message>
        <source>scanner %1</source>
        <translation>Scanner %1</translation>
    </message>
    <message>
        <source>label %1</source>
        <translation>Label %1</translation>
    </message>
    <message>
        <source>robot account %1</source>
        <translation>Robot-Konto %1</translation>
    </message>
    <message>
        <source>replication policy %1</source>
        <translation>Replikationsrichtlinie %1</translation>
    </message>
    <message>
        <source>project %2</source>
        <translation>Projekt %2</translation>
    </message>
    <message>
        <source>quota of %2</source>
        <translation>Kontingent von %2</translation>
    </message>
    <message>
        <source>scanner of %2</source>
        <translation>Scanner von %2</translation>
    </message>
    <message>
        <source>member %1 of %2</source>
        <translation>Mitglied %1 von %2</translation>
    </message>
    <message>
        <source>label %1 of %2</source>
        <translation>Label %1 von %2</translation>
    </message>
    <message>
        <source>robot account %1 of %2</source>
        <translation>Robot-Konto %1 von %2</translation>
    </message>
    <message>
        <source>webhook %1 of %2</source>
        <translation>Webhook %1 von %2</translation>
    </message>
    <message>
        <source>retention of %2</source>
        <translation>Aufbewahrung von %2</translation>
    </message>
    <message>
        <source>immutability rule %1 of %2</source>
        <translation>Unveränderlichkeitsregel %1 von %2</translation>
    </message>
    <message>
        <source>%1 added to %2 as %3</source>
        <translation>%1 zu %2 als %3 hinzugefügt</translation>
    </message>
    <message>
        <source>%1 (%3) removed from %2</source>
        <translation>%1 (%3) aus %2 entfernt</translation>
    </message>
    <message>
        <source>role of %1 in %2 changed from %3 to %4</source>
        <translation>Rolle von %1 in %2 von %3 in %4 geändert</translation>
    </message>
    <message>
        <source>%1 added</source>
        <translation>%1 hinzugefügt</translation>
    </message>
    <message>
        <source>%1 removed</source>
        <translation>%1 entfernt</translation>
    </message>
    <message>
        <source>%1 set to %2</source>
        <translation>%1 auf %2 gesetzt</translation>
    </message>
    <message>
        <source>%1 removed (was %2)</source>
        <translation>%1 entfernt (war %2)</translation>
    </message>
    <message>
        <source>%1 changed from %2 to %3</source>
        <translation>%1 von %2 auf %3 geändert</translation>
    </message>
    <message>
        <source>%1 changed: %2</source>
        <translation>%1 geändert: %2</translation>
    </message>
    <message>
        <source>%1 could not be read: %2</source>
        <translation>%1 konnte nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>%1 of %2 could not be read: %3</source>
        <translation>%1 von %2 konnte nicht gelesen werden: %3</translation>
    </message>
    <message>
        <source>This registry is not Harbor: only &quot;tag add&quot;, &quot;tag remove&quot; and &quot;artifact delete&quot; can be planned for it.</source>
        <translation>Diese Registry ist kein Harbor: Für sie können nur „tag add“, „tag remove“ und „artifact delete“ geplant werden.</translation>
    </message>
    <message>
        <source>%1 is not a valid tag name.</source>
        <translation>%1 ist kein gültiger Tag-Name.</translation>
    </message>
    <message>
        <source>“%1” is not an image reference. Use REPOSITORY:TAG or REPOSITORY@sha256:….</source>
        <translation>„%1“ bezeichnet kein Image: REPOSITORY:TAG oder REPOSITORY@sha256:….</translation>
    </message>
    <message>
        <source>%1:%2 is not a valid image name.</source>
        <translation>%1:%2 ist kein gültiger Image-Name.</translation>
    </message>
    <message>
        <source>The registry cannot delete a single tag. Deleting the image by its digest deletes all its tags.</source>
        <translation>Die Registry kann kein einzelnes Tag löschen. Das Löschen des Images über seinen Digest löscht alle seine Tags.</translation>
    </message>
    <message>
        <source>The registry does not support deleting tags: it allows no deletion at all, or only deleting whole images by digest.</source>
        <translation>Die Registry löscht keine Tags: Sie erlaubt gar kein Löschen oder nur das ganzer Images über ihren Digest.</translation>
    </message>
    <message>
        <source>The registry does not allow deletion. Its operator can enable it; for Docker&apos;s registry, with REGISTRY_STORAGE_DELETE_ENABLED=true.</source>
        <translation>Die Registry erlaubt kein Löschen. Ihr Betreiber kann es einschalten; in der Registry von Docker mit REGISTRY_STORAGE_DELETE_ENABLED=true.</translation>
    </message>
    <message>
        <source>The statement is: set schedule gc|scan-all|purge none|hourly|daily|weekly|&apos;CRON&apos;.</source>
        <translation>Syntax: set schedule gc|scan-all|purge none|hourly|daily|weekly|&apos;CRON&apos;.</translation>
    </message>
    <message>
        <source>The statement is: stop gc|purge|replication NUMBER, or stop scan-all.</source>
        <translation>Syntax: stop gc|purge|replication NUMMER oder stop scan-all.</translation>
    </message>
    <message>
        <source>The statement is: run gc [dry_run=true] [delete_untagged=true] [workers=N], run scan-all, run replication NAME, run retention PROJECT [dry_run=true], run purge hours=N [dry_run=true], or run robot-secret NAME.</source>
        <translation>Syntax: run gc [dry_run=true] [delete_untagged=true] [workers=N], run scan-all, run replication NAME, run retention PROJEKT [dry_run=true], run purge hours=N [dry_run=true] oder run robot-secret NAME.</translation>
    </message>
    <message>
        <source>“%1” is not a statement. The statements are quota, member, project, label, tag, artifact, create, set, delete, run and stop.</source>
        <translation>„%1“ ist keine Anweisung. Die Anweisungen sind quota, member, project, label, tag, artifact, create, set, delete, run und stop.</translation>
    </message>
    <message>
        <source>hours must be a number from 1 to 240000, not %1.</source>
        <translation>hours muss eine Zahl von 1 bis 240000 sein, nicht %1.</translation>
    </message>
    <message>
        <source>A purge accepts hours=N, events=EVENT,… and dry_run=true, not %1=%2.</source>
        <translation>Eine Bereinigung akzeptiert hours=N, events=EREIGNIS,… und dry_run=true, nicht %1=%2.</translation>
    </message>
    <message>
        <source>A purge requires hours=N: older entries are deleted.</source>
        <translation>Eine Bereinigung erfordert hours=N: Ältere Einträge werden gelöscht.</translation>
    </message>
    <message>
        <source>“%1” is not a schedule. Use none, hourly, daily, weekly, or six cron fields in UTC (seconds, minutes, hours, day of month, month, day of week).</source>
        <translation>„%1“ ist kein Zeitplan. Erlaubt: none, hourly, daily, weekly oder sechs Cron-Felder in UTC (Sekunden, Minuten, Stunden, Monatstag, Monat, Wochentag).</translation>
    </message>
    <message>
        <source>There is no robot account %1.</source>
        <translation>Es gibt kein Robot-Konto %1.</translation>
    </message>
    <message>
        <source>%1 returned another location for the upload (%2): nothing is sent there.</source>
        <translation>%1 nennt einen anderen Ort für den Upload (%2): Dorthin wird nichts gesendet.</translation>
    </message>
    <message>
        <source>%1 is constantly being changed by another client: try again later.</source>
        <translation>%1 wird ständig von anderer Seite geändert: Versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>%1 does not allow deletion: the signature remains.</source>
        <translation>%1 erlaubt kein Löschen: Die Signatur bleibt.</translation>
    </message>
    <message>
        <source>This account may not delete from %1.</source>
        <translation>Dieses Konto darf in %1 nicht löschen.</translation>
    </message>
    <message>
        <source>This account may not push to %1.</source>
        <translation>Dieses Konto darf nicht nach %1 pushen.</translation>
    </message>
    <message>
        <source>The signature was pushed, but the tag that lists it could not be written: %1</source>
        <translation>Die Signatur wurde gepusht, aber der Tag, der sie auflistet, konnte nicht geschrieben werden: %1</translation>
    </message>
    <message>
        <source>The signature in the plan is inconsistent (%1). Sign again.</source>
        <translation>Die Signatur im Plan ist widersprüchlich (%1). Signieren Sie erneut.</translation>
    </message>
    <message>
        <source>Notation signature (JWS)</source>
        <translation>Notation-Signatur (JWS)</translation>
    </message>
    <message>
        <source>Cosign signature (tag .sig)</source>
        <translation>Cosign-Signatur (Tag .sig)</translation>
    </message>
    <message>
        <source>Cosign attestation (tag .att)</source>
        <translation>Cosign-Attestierung (Tag .att)</translation>
    </message>
    <message>
        <source>Cosign bundle 0.3</source>
        <translation>Cosign-Bundle 0.3</translation>
    </message>
    <message>
        <source>Cosign bundle 0.3 with an attestation</source>
        <translation>Cosign-Bundle 0.3 mit einer Attestierung</translation>
    </message>
    <message>
        <source>A project policy blocks the manifest because it is not signed yet. If the policy requires Cosign, sign in the legacy format first, which requires only the digest; if it requires Notation, disable the policy while you sign.</source>
        <translation>Eine Richtlinie des Projekts blockiert das Manifest, weil es noch nicht signiert ist. Verlangt die Richtlinie Cosign, signieren Sie zuerst im alten Format, das nur den Digest benötigt; verlangt sie Notation, schalten Sie sie aus, während Sie signieren.</translation>
    </message>
    <message>
        <source>Remove a signature of %1</source>
        <translation>Eine Signatur von %1 entfernen</translation>
    </message>
    <message>
        <source>Attest %1 of %2 with key %3</source>
        <translation>%1 von %2 mit Schlüssel %3 attestieren</translation>
    </message>
    <message>
        <source>Sign %1 with key %2</source>
        <translation>%1 mit Schlüssel %2 signieren</translation>
    </message>
    <message>
        <source>digest</source>
        <translation>Digest</translation>
    </message>
    <message>
        <source>tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>algorithm</source>
        <translation>Algorithmus</translation>
    </message>
    <message>
        <source>format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>predicate type</source>
        <translation>Prädikattyp</translation>
    </message>
    <message>
        <source>pushed as</source>
        <translation>gepusht als</translation>
    </message>
    <message>
        <source>attached as a referrer, or listed in the tag %1… if the registry has no referrers API</source>
        <translation>als Referrer angehängt oder, wenn die Registry keine Referrers-API hat, im Tag %1… aufgelistet</translation>
    </message>
    <message>
        <source>appended to the content of the tag; no content is lost</source>
        <translation>an den Inhalt des Tags angehängt; nichts davon geht verloren</translation>
    </message>
    <message>
        <source>can only be removed if the registry allows deletion</source>
        <translation>kann nur entfernt werden, wenn die Registry das Löschen erlaubt</translation>
    </message>
    <message>
        <source>%1 signatures are already attached: verification does not check more.</source>
        <translation>%1 Signaturen sind bereits angehängt: Mehr werden bei der Verifizierung nicht geprüft.</translation>
    </message>
    <message>
        <source>There is no snapshot %1.</source>
        <translation>Es gibt keinen Snapshot %1.</translation>
    </message>
    <message>
        <source>Snapshot %1 is damaged in the local store.</source>
        <translation>Snapshot %1 ist im lokalen Speicher beschädigt.</translation>
    </message>
    <message>
        <source>Already signed this way.</source>
        <translation>Bereits so signiert.</translation>
    </message>
    <message>
        <source>The EPSS list has no date; it may be outdated.</source>
        <translation>Die EPSS-Liste enthält kein Datum; sie ist möglicherweise veraltet.</translation>
    </message>
    <message>
        <source>The KEV list has no date; it may be outdated.</source>
        <translation>Die KEV-Liste enthält kein Datum; sie ist möglicherweise veraltet.</translation>
    </message>
    <message>
        <source>SBOMs of %1 may have an empty vulnerability list without a scan. Nothing was imported. Import the report of a scanner.</source>
        <translation>SBOMs von %1 können auch ohne Scan eine leere Schwachstellenliste haben. Es wurde nichts importiert. Importieren Sie den Bericht eines Scanners.</translation>
    </message>
    <message>
        <source>The file is not identifiable as a Grype report and has no matches. Nothing was imported.</source>
        <translation>Die Datei ist nicht als Bericht von Grype erkennbar und hat keine Treffer. Es wurde nichts importiert.</translation>
    </message>
    <message>
        <source>This is a report of %1, which is not supported. Use Trivy, Grype, SARIF, CycloneDX or Harbor reports.</source>
        <translation>Das ist ein Bericht von %1, der nicht unterstützt wird. Verwenden Sie Berichte von Trivy, Grype, SARIF, CycloneDX oder Harbor.</translation>
    </message>
    <message>
        <source>This SARIF file has scans of %1 images (%2), but a finding belongs to exactly one. Nothing was imported. Import one file per image.</source>
        <translation>Diese SARIF-Datei enthält Scans von %1 Images (%2), ein Befund gehört aber zu genau einem. Es wurde nichts importiert. Importieren Sie eine Datei je Image.</translation>
    </message>
    <message>
        <source>This SARIF report has no vulnerabilities and no indication that %1 scans for them. Nothing was imported.</source>
        <translation>Dieser SARIF-Bericht hat keine Schwachstellen und keinen Hinweis, dass %1 nach ihnen sucht. Es wurde nichts importiert.</translation>
    </message>
    <message>
        <source>The report lists nothing that was scanned: Trivy detected no packages in this image or did not scan for vulnerabilities.</source>
        <translation>Der Bericht listet nichts Gescanntes auf: Trivy hat in diesem Image keine Pakete erkannt oder nicht nach Schwachstellen gesucht.</translation>
    </message>
    <message>
        <source>The report is about a %1, not an image.</source>
        <translation>Gegenstand des Berichts ist %1, kein Image.</translation>
    </message>
    <message>
        <source>The local store has no image labels; &quot;label:&quot; has no matches.</source>
        <translation>Der lokale Speicher enthält keine Labels von Images; „label:“ hat keine Treffer.</translation>
    </message>
    <message>
        <source>%1 cannot be read and was skipped.</source>
        <translation>%1 ist nicht lesbar und wurde übersprungen.</translation>
    </message>
    <message>
        <source>%1 has a duplicate member, is therefore ambiguous and was skipped.</source>
        <translation>%1 hat ein doppeltes Element, ist damit widersprüchlich und wurde übersprungen.</translation>
    </message>
    <message>
        <source>The time of a statement on %1 cannot be read; it was skipped.</source>
        <translation>Der Zeitpunkt einer Aussage zu %1 ist nicht lesbar; sie wurde übersprungen.</translation>
    </message>
    <message>
        <source>The time of a statement on %1 cannot be read; it is treated as new.</source>
        <translation>Der Zeitpunkt einer Aussage zu %1 ist nicht lesbar; sie gilt als neu.</translation>
    </message>
    <message>
        <source>the package is identified by a hash, which reports do not contain</source>
        <translation>das Paket ist durch einen Hash bezeichnet, den Berichte nicht enthalten</translation>
    </message>
    <message>
        <source>digest and hash identify different images</source>
        <translation>Digest und Hash bezeichnen verschiedene Images</translation>
    </message>
    <message>
        <source>&quot;%1&quot; of this document cannot be read as a list. Nothing was imported.</source>
        <translation>„%1“ in diesem Dokument ist nicht als Liste lesbar. Es wurde nichts importiert.</translation>
    </message>
    <message>
        <source>the document defines the product twice</source>
        <translation>das Dokument definiert das Produkt zweimal</translation>
    </message>
    <message>
        <source>The justification &quot;%1&quot; is unknown and was skipped.</source>
        <translation>Die Begründung „%1“ ist unbekannt und wurde übersprungen.</translation>
    </message>
    <message>
        <source>The time of the document cannot be read.</source>
        <translation>Der Zeitpunkt des Dokuments ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The product status &quot;%1&quot; of %2 cannot be read; the vulnerability was skipped.</source>
        <translation>Der Produktstatus „%1“ von %2 ist nicht lesbar; die Schwachstelle wurde übersprungen.</translation>
    </message>
    <message>
        <source>the document has two components with this reference</source>
        <translation>das Dokument hat zwei Komponenten mit dieser Referenz</translation>
    </message>
    <message>
        <source>the versions are neither a tag nor a digest of the image</source>
        <translation>die Versionen sind weder ein Tag noch ein Digest des Images</translation>
    </message>
    <message>
        <source>the versions cannot be read</source>
        <translation>die Versionen sind nicht lesbar</translation>
    </message>
    <message>
        <source>The components of statement %1 cannot be read; it was skipped.</source>
        <translation>Die Komponenten der Aussage %1 sind nicht lesbar; die Aussage wurde übersprungen.</translation>
    </message>
    <message>
        <source>Delete %1@%2</source>
        <translation>%1@%2 löschen</translation>
    </message>
    <message>
        <source>All tags of the digest are deleted with it. A registry that does not allow deletion only reports this in response to the request (405).</source>
        <translation>Alle Tags des Digests werden mit gelöscht. Eine Registry, die das Löschen nicht erlaubt, meldet das erst bei der Anfrage (405).</translation>
    </message>
    <message>
        <source>Remove tag %1 from %2</source>
        <translation>Tag %1 aus %2 entfernen</translation>
    </message>
    <message>
        <source>Garbage collection may delete untagged images. Some registries delete only whole images and refuse this.</source>
        <translation>Die Garbage Collection kann Images ohne Tag löschen. Manche Registrys löschen nur ganze Images und lehnen dies ab.</translation>
    </message>
    <message>
        <source>Add tag %1 to %2@%3</source>
        <translation>Tag %1 zu %2@%3 hinzufügen</translation>
    </message>
    <message>
        <source>Move tag %1 of %2</source>
        <translation>Tag %1 von %2 verschieben</translation>
    </message>
    <message>
        <source>Everyone who pulls the tag afterwards gets the other image.</source>
        <translation>Wer den Tag danach pullt, erhält das andere Image.</translation>
    </message>
    <message>
        <source>Sign %1 in %2</source>
        <translation>%1 in %2 signieren</translation>
    </message>
    <message>
        <source>Remove a signature of %1 in %2</source>
        <translation>Eine Signatur von %1 in %2 entfernen</translation>
    </message>
    <message>
        <source>The signature is deleted from the registry. Existing copies elsewhere remain.</source>
        <translation>Die Signatur wird aus der Registry gelöscht. Was bereits anderswohin kopiert wurde, bleibt.</translation>
    </message>
    <message>
        <source>Reads and changes everything in the registry.</source>
        <translation>Liest und ändert alles in der Registry.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>not in the last 90 days</source>
        <translation>nicht in den letzten 90 Tagen</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>Prüfer</translation>
    </message>
    <message>
        <source>Closed: all %1 permissions are decided.</source>
        <translation>Abgeschlossen: Alle %1 Berechtigungen sind entschieden.</translation>
    </message>
    <message>
        <source>%1 of %2 permissions are decided.</source>
        <translation>%1 von %2 Berechtigungen sind entschieden.</translation>
    </message>
    <message>
        <source>snapshots</source>
        <translation>Snapshots</translation>
    </message>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>nicht gesetzt</translation>
    </message>
    <message>
        <source>%1 · now</source>
        <translation>%1 · jetzt</translation>
    </message>
    <message>
        <source>Both are configured the same.</source>
        <translation>Beide sind gleich konfiguriert.</translation>
    </message>
    <message>
        <source>No differences in what could be compared.</source>
        <translation>Soweit vergleichbar, gibt es keine Unterschiede.</translation>
    </message>
    <message>
        <source>No registry is shown.</source>
        <translation>Es wird keine Registry angezeigt.</translation>
    </message>
    <message>
        <source>Select a snapshot first.</source>
        <translation>Wählen Sie zuerst einen Snapshot aus.</translation>
    </message>
    <message>
        <source>This is the current state of the registry: there is nothing to plan.</source>
        <translation>Das ist der aktuelle Stand der Registry: Es gibt nichts zu planen.</translation>
    </message>
    <message>
        <source>The registry is already configured like this.</source>
        <translation>Die Registry ist bereits so konfiguriert.</translation>
    </message>
    <message>
        <source>None of the differences can be planned.</source>
        <translation>Keiner der Unterschiede kann geplant werden.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln changes staged. Review them with Ctrl+Enter; nothing was sent.</source>
        <comment>%Ln change staged. Review it with Ctrl+Enter; nothing was sent.</comment>
        <translation>
            <numerusform>%Ln Änderung vorgemerkt. Überprüfen Sie sie mit Strg+Eingabe; es wurde nichts gesendet.</numerusform>
            <numerusform>%Ln Änderungen vorgemerkt. Überprüfen Sie sie mit Strg+Eingabe; es wurde nichts gesendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>The registry is being read.</source>
        <translation>Die Registry wird gelesen.</translation>
    </message>
    <message>
        <source>Add another tag…</source>
        <translation>Weiteres Tag hinzufügen…</translation>
    </message>
    <message>
        <source>Remove tag</source>
        <translation>Tag entfernen</translation>
    </message>
    <message>
        <source>Delete image with all its tags</source>
        <translation>Image mit allen Tags löschen</translation>
    </message>
    <message>
        <source>A tag has at most 128 letters, digits, “_”, “.” and “-”, and does not start with “.” or “-”.</source>
        <translation>Ein Tag besteht aus höchstens 128 Buchstaben, Ziffern, „_“, „.“ und „-“ und beginnt nicht mit „.“ oder „-“.</translation>
    </message>
    <message>
        <source>The image already has this tag.</source>
        <translation>Das Image hat diesen Tag bereits.</translation>
    </message>
    <message>
        <source>This registry rejected a deletion on %1 (405): it does not allow deletion, unless this has been changed since.</source>
        <translation>Diese Registry hat am %1 ein Löschen abgelehnt (405): Sie erlaubt es nicht, es sei denn, das wurde seither geändert.</translation>
    </message>
    <message>
        <source>Harbor&apos;s built-in scanner cannot be changed or deleted; it can be set as default.</source>
        <translation>Der eingebaute Scanner von Harbor kann nicht geändert oder gelöscht werden; er kann als Standard gesetzt werden.</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>beschädigt</translation>
    </message>
    <message>
        <source>first snapshot</source>
        <translation>erster Snapshot</translation>
    </message>
    <message>
        <source>no changes</source>
        <translation>keine Änderungen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln changes</source>
        <comment>%Ln change</comment>
        <translation>
            <numerusform>%Ln Änderung</numerusform>
            <numerusform>%Ln Änderungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not read</source>
        <comment>%Ln not read</comment>
        <translation>
            <numerusform>%Ln nicht gelesen</numerusform>
            <numerusform>%Ln nicht gelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>Compared to previous</source>
        <translation>Gegenüber dem vorherigen</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>Nicht gelesen</translation>
    </message>
    <message>
        <source>Unchanged until</source>
        <translation>Unverändert bis</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>Abrufe</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>OIDC issuer</source>
        <translation>OIDC-Aussteller</translation>
    </message>
    <message>
        <source>Trusted root</source>
        <translation>Vertrauenswurzel</translation>
    </message>
    <message>
        <source>Certificate claim</source>
        <translation>Angabe im Zertifikat</translation>
    </message>
    <message>
        <source>Signed before</source>
        <translation>Signiert vor</translation>
    </message>
    <message>
        <source>Transparency log</source>
        <translation>Transparenzprotokoll</translation>
    </message>
    <message>
        <source>entry verified</source>
        <translation>Eintrag verifiziert</translation>
    </message>
    <message>
        <source>keyless identity</source>
        <translation>schlüssellose Identität</translation>
    </message>
    <message numerus="yes">
        <source>%Ln names in the list of %1 are invalid and were left out (first: &quot;%2&quot;).</source>
        <comment>%Ln name in the list of %1 is invalid and was left out: &quot;%2&quot;.</comment>
        <translation>
            <numerusform>%Ln Name in der Liste von %1 ist ungültig und wurde ausgelassen: „%2“.</numerusform>
            <numerusform>%Ln Namen in der Liste von %1 sind ungültig und wurden ausgelassen (der erste: „%2“).</numerusform>
        </translation>
    </message>
    <message>
        <source>The manifest names a time stamp authority, but the time stamp is missing.</source>
        <translation>Das Manifest nennt einen Zeitstempeldienst, aber der Zeitstempel fehlt.</translation>
    </message>
    <message>
        <source>Figures that changed</source>
        <translation>Geänderte Kennzahlen</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Abschnitt</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>No figure changed.</source>
        <translation>Keine Kennzahl hat sich geändert.</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>%1 contains no report.</source>
        <translation>%1 enthält keinen Bericht.</translation>
    </message>
    <message>
        <source>A redacted report cannot be compared: the same pseudonym stands for another name in each report.</source>
        <translation>Ein geschwärzter Bericht kann nicht verglichen werden: Dasselbe Pseudonym steht in jedem Bericht für einen anderen Namen.</translation>
    </message>
    <message>
        <source>The previous report is %1, not %2.</source>
        <translation>Der vorherige Bericht ist %1, nicht %2.</translation>
    </message>
    <message>
        <source>The previous report is about %1, not about %2.</source>
        <translation>Der vorherige Bericht betrifft %1, nicht %2.</translation>
    </message>
    <message>
        <source>The previous report is in another language (%1). Create this report in that language.</source>
        <translation>Der vorherige Bericht ist in einer anderen Sprache (%1). Erstellen Sie diesen Bericht in jener Sprache.</translation>
    </message>
    <message>
        <source>The previous report has data of %1, which is not older than the data of this report.</source>
        <translation>Der vorherige Bericht hat Daten vom %1, die nicht älter sind als die dieses Berichts.</translation>
    </message>
    <message>
        <source>Changes since the previous report</source>
        <translation>Änderungen seit dem vorherigen Bericht</translation>
    </message>
    <message>
        <source>Compared with the report of %1.</source>
        <translation>Verglichen mit dem Bericht vom %1.</translation>
    </message>
    <message>
        <source>The scope differs. Previous report: %1</source>
        <translation>Der Umfang ist verschieden. Vorheriger Bericht: %1</translation>
    </message>
    <message>
        <source>One of the two reports is incomplete: new or removed rows may only have been unreadable in the other.</source>
        <translation>Einer der beiden Berichte ist unvollständig: Neue oder entfallene Zeilen waren im anderen möglicherweise nur nicht lesbar.</translation>
    </message>
    <message>
        <source>Rows that changed</source>
        <translation>Geänderte Zeilen</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>%1 more changes are not listed.</source>
        <translation>%1 weitere Änderungen sind nicht aufgeführt.</translation>
    </message>
    <message>
        <source>No row changed.</source>
        <translation>Keine Zeile hat sich geändert.</translation>
    </message>
    <message>
        <source>%1 contains no earlier report of this template, registry and language.</source>
        <translation>%1 enthält keinen früheren Bericht mit dieser Vorlage, Registry und Sprache.</translation>
    </message>
    <message>
        <source>person %1</source>
        <translation>Person %1</translation>
    </message>
    <message>
        <source>host %1</source>
        <translation>Host %1</translation>
    </message>
    <message>
        <source>address %1</source>
        <translation>Adresse %1</translation>
    </message>
    <message>
        <source>value %1</source>
        <translation>Wert %1</translation>
    </message>
    <message>
        <source>names of persons: %1</source>
        <translation>Namen von Personen: %1</translation>
    </message>
    <message>
        <source>hosts: %1</source>
        <translation>Hosts: %1</translation>
    </message>
    <message>
        <source>addresses: %1</source>
        <translation>Adressen: %1</translation>
    </message>
    <message>
        <source>values of fields: %1</source>
        <translation>Werte von Feldern: %1</translation>
    </message>
    <message>
        <source>Profile %1. Replaced by pseudonyms, each the same throughout this report: %2.</source>
        <translation>Profil %1. Durch Pseudonyme ersetzt, die im ganzen Bericht gleich bleiben: %2.</translation>
    </message>
    <message>
        <source>The responses of the registry are not in the bundle, because they cannot be redacted; hashes are those of the original responses.</source>
        <translation>Die Antworten der Registry sind nicht im Nachweispaket enthalten, weil sie nicht geschwärzt werden können; die Hashes sind die der ursprünglichen Antworten.</translation>
    </message>
    <message>
        <source>The redaction profile %1 is not a JSON object: %2</source>
        <translation>Das Schwärzungsprofil %1 ist kein JSON-Objekt: %2</translation>
    </message>
    <message>
        <source>The redaction profile has the unknown member %1.</source>
        <translation>Das Schwärzungsprofil hat ein unbekanntes Element %1.</translation>
    </message>
    <message>
        <source>The members base, fields and keep of a redaction profile must be lists of strings.</source>
        <translation>Die Elemente base, fields und keep eines Schwärzungsprofils müssen Listen von Texten sein.</translation>
    </message>
    <message>
        <source>The member base of a redaction profile accepts persons and hosts, not %1.</source>
        <translation>Das Element base eines Schwärzungsprofils akzeptiert persons und hosts, nicht %1.</translation>
    </message>
    <message>
        <source>An expression of a redaction profile requires pattern and as.</source>
        <translation>Ein Ausdruck eines Schwärzungsprofils erfordert pattern und as.</translation>
    </message>
    <message>
        <source>The expression %1 of the redaction profile is invalid: %2</source>
        <translation>Der Ausdruck %1 des Schwärzungsprofils ist ungültig: %2</translation>
    </message>
    <message>
        <source>The redaction profile %1 redacts nothing: it has no base, fields or expressions.</source>
        <translation>Das Schwärzungsprofil %1 schwärzt nichts: Es hat weder base noch fields noch expressions.</translation>
    </message>
    <message>
        <source>cron and Kubernetes do not support seconds: the schedule %1 must start with 0.</source>
        <translation>cron und Kubernetes unterstützen keine Sekunden: Der Zeitplan %1 muss mit 0 beginnen.</translation>
    </message>
    <message>
        <source>Report template %1 not found.</source>
        <translation>Berichtsvorlage %1 nicht gefunden.</translation>
    </message>
    <message>
        <source>Choose at least one format.</source>
        <translation>Wählen Sie mindestens ein Format.</translation>
    </message>
    <message>
        <source>The format of a report is html, csv, json or pdf, not %1.</source>
        <translation>Das Format eines Berichts ist html, csv, json oder pdf, nicht %1.</translation>
    </message>
    <message>
        <source>%1 is not a schedule. Enter six fields, seconds first (0 0 3 * * 1), or @daily, @weekly or @monthly. Times are UTC.</source>
        <translation>%1 ist kein Zeitplan. Geben Sie sechs Felder ein, beginnend mit den Sekunden (0 0 3 * * 1), oder @daily, @weekly oder @monthly. Zeiten sind in UTC.</translation>
    </message>
    <message>
        <source>Enter the absolute path of the folder for the reports, not %1.</source>
        <translation>Geben Sie den vollständigen Pfad des Ordners für die Berichte ein, nicht %1.</translation>
    </message>
    <message>
        <source>The report schedules in %1 could not be read.</source>
        <translation>Die Berichtspläne in %1 konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>A CronJob requires the image that contains lotse-cli and the persistent volume claim for the reports.</source>
        <translation>Ein CronJob erfordert das Image, das lotse-cli enthält, und den Volume Claim für die Berichte.</translation>
    </message>
    <message>
        <source>A CronJob requires the name of the secret that contains the password of %1.</source>
        <translation>Ein CronJob erfordert den Namen des Secrets, das das Passwort von %1 enthält.</translation>
    </message>
    <message>
        <source>A CronJob cannot read the redaction profile %1 on this computer.</source>
        <translation>Ein CronJob kann das Schwärzungsprofil %1 auf diesem Computer nicht lesen.</translation>
    </message>
    <message>
        <source>The time stamp authority %1 responded with status %2.</source>
        <translation>Der Zeitstempeldienst %1 hat mit Status %2 geantwortet.</translation>
    </message>
    <message>
        <source>The response of the time stamp authority %1 is not a time stamp (%2).</source>
        <translation>Die Antwort des Zeitstempeldienstes %1 ist kein Zeitstempel (%2).</translation>
    </message>
    <message>
        <source>The time stamp authority %1 rejected the request for a time stamp (%2).</source>
        <translation>Der Zeitstempeldienst %1 hat den Zeitstempel verweigert (%2).</translation>
    </message>
    <message>
        <source>The time stamp of %1 cannot be read: %2</source>
        <translation>Der Zeitstempel von %1 ist nicht lesbar: %2</translation>
    </message>
    <message>
        <source>The time stamp authority %1 stamped data other than requested.</source>
        <translation>Der Zeitstempeldienst %1 hat etwas anderes gestempelt als angefragt.</translation>
    </message>
    <message>
        <source>The time stamp from %1 belongs to another request (nonce mismatch).</source>
        <translation>Der Zeitstempel von %1 gehört zu einer anderen Anfrage (Nonce).</translation>
    </message>
    <message>
        <source>The time stamp from %1 is not correctly signed: %2</source>
        <translation>Der Zeitstempel von %1 ist nicht korrekt signiert: %2</translation>
    </message>
    <message>
        <source>The clock of the time stamp authority %1 shows %2. The clock of this computer shows %3.</source>
        <translation>Die Uhr des Zeitstempeldienstes %1 zeigt %2. Die Uhr dieses Computers zeigt %3.</translation>
    </message>
    <message>
        <source>The time stamp does not belong to this signature: %1</source>
        <translation>Der Zeitstempel gehört nicht zu dieser Signatur: %1</translation>
    </message>
    <message>
        <source>It is not specified whether this time stamp authority is trusted.</source>
        <translation>Es ist nicht festgelegt, ob dieser Zeitstempeldienst vertrauenswürdig ist.</translation>
    </message>
    <message>
        <source>The time stamp authority is not trusted: %1</source>
        <translation>Der Zeitstempeldienst ist nicht vertrauenswürdig: %1</translation>
    </message>
    <message>
        <source>%1 is not the address of a time stamp authority: it must start with https:// or http://.</source>
        <translation>%1 ist keine Adresse eines Zeitstempeldienstes: Sie muss mit https:// oder http:// beginnen.</translation>
    </message>
    <message>
        <source>No response from the time stamp authority %1: %2</source>
        <translation>Der Zeitstempeldienst %1 hat nicht geantwortet: %2</translation>
    </message>
    <message>
        <source>Excepted checks and accepted risks, with owner, reason and expiration.</source>
        <translation>Ausgenommene Prüfungen und akzeptierte Risiken, mit Verantwortlichem, Grund und Ablauf.</translation>
    </message>
    <message>
        <source>Images with verified signatures and SBOMs, by project.</source>
        <translation>Welche Images verifizierte Signaturen und SBOMs haben, nach Projekt.</translation>
    </message>
    <message>
        <source>Retention and immutability rules, their executions, deletions in the audit trail and garbage collection runs of a period, as proof of deletion.</source>
        <translation>Regeln für Aufbewahrung und unveränderliche Tags, ihre Läufe, Löschungen im Audit-Protokoll und Läufe der Garbage Collection in einem Zeitraum, als Nachweis der Löschung.</translation>
    </message>
    <message>
        <source>All settings of the registry and its projects, and what changed since the previous report.</source>
        <translation>Alle Einstellungen der Registry und ihrer Projekte, und was sich seit dem vorigen Bericht geändert hat.</translation>
    </message>
    <message>
        <source>Redaction</source>
        <translation>Schwärzung</translation>
    </message>
    <message>
        <source>Permissions by role</source>
        <translation>Berechtigungen der Rollen</translation>
    </message>
    <message>
        <source>Not seen in the last 90 days</source>
        <translation>In den letzten 90 Tagen nicht gesehen</translation>
    </message>
    <message>
        <source>Last seen is the last entry of the account in the audit trail. Harbor does not log every sign-in, and groups have no entries of their own.</source>
        <translation>„Zuletzt gesehen“ ist der letzte Eintrag des Kontos im Audit-Protokoll. Harbor protokolliert nicht jede Anmeldung, und Gruppen haben keine eigenen Einträge.</translation>
    </message>
    <message>
        <source>By user</source>
        <translation>Nach Benutzer</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>No retention policy was executed in this period.</source>
        <translation>In diesem Zeitraum wurde keine Aufbewahrungsrichtlinie ausgeführt.</translation>
    </message>
    <message>
        <source>Untagged artifacts</source>
        <translation>Artefakte ohne Tag</translation>
    </message>
    <message>
        <source>Blobs deleted</source>
        <translation>Gelöschte Blobs</translation>
    </message>
    <message>
        <source>Manifests deleted</source>
        <translation>Gelöschte Manifeste</translation>
    </message>
    <message>
        <source>Space freed</source>
        <translation>Freigegebener Speicher</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>behalten</translation>
    </message>
    <message>
        <source>Garbage collection did not run in this period.</source>
        <translation>In diesem Zeitraum lief keine Garbage Collection.</translation>
    </message>
    <message>
        <source>There are no projects in this scope.</source>
        <translation>In diesem Bereich gibt es keine Projekte.</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Users and robot accounts</source>
        <translation>Benutzer und Robot-Konten</translation>
    </message>
    <message>
        <source>Deletions</source>
        <translation>Löschungen</translation>
    </message>
    <message>
        <source>No operation failed in this period.</source>
        <translation>In diesem Zeitraum ist kein Vorgang fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Deletions in the audit trail</source>
        <translation>Löschungen im Audit-Protokoll</translation>
    </message>
    <message>
        <source>Nothing was deleted in this period.</source>
        <translation>In diesem Zeitraum wurde nichts gelöscht.</translation>
    </message>
    <message>
        <source>Rules in force</source>
        <translation>Geltende Regeln</translation>
    </message>
    <message>
        <source>Completed garbage collection runs</source>
        <translation>Abgeschlossene Läufe der Garbage Collection</translation>
    </message>
    <message>
        <source>Deletion</source>
        <translation>Löschung</translation>
    </message>
    <message>
        <source>A deleted artifact disappears from the registry immediately; the next garbage collection removes its data from storage. Together, both prove the deletion.</source>
        <translation>Ein gelöschtes Artefakt verschwindet sofort aus der Registry; seine Daten entfernt die nächste Garbage Collection aus dem Speicher. Beides zusammen weist die Löschung nach.</translation>
    </message>
    <message>
        <source>Affected objects</source>
        <translation>Betroffene Objekte</translation>
    </message>
    <message>
        <source>No check has affected objects.</source>
        <translation>Keine Prüfung hat betroffene Objekte.</translation>
    </message>
    <message>
        <source>Findings and signatures</source>
        <translation>Befunde und Signaturen</translation>
    </message>
    <message>
        <source>Overdue findings</source>
        <translation>Überfällige Befunde</translation>
    </message>
    <message>
        <source>Known exploited, in images pulled in the last 30 days</source>
        <translation>Bekannt ausgenutzt, in Images mit Pull in den letzten 30 Tagen</translation>
    </message>
    <message>
        <source>Images with a trusted signature</source>
        <translation>Images mit vertrauenswürdiger Signatur</translation>
    </message>
    <message>
        <source>verified signatures in the local store</source>
        <translation>verifizierte Signaturen im lokalen Speicher</translation>
    </message>
    <message>
        <source>%1 more objects are in posture.json of the bundle.</source>
        <translation>%1 weitere Objekte stehen in posture.json des Nachweispakets.</translation>
    </message>
    <message>
        <source>Failures by severity: %1.</source>
        <translation>Nicht bestanden, nach Schweregrad: %1.</translation>
    </message>
    <message>
        <source>What to do first</source>
        <translation>Zuerst beheben</translation>
    </message>
    <message>
        <source>not needed: the check passed</source>
        <translation>nicht nötig: Prüfung bestanden</translation>
    </message>
    <message>
        <source>not assessable</source>
        <translation>nicht beurteilbar</translation>
    </message>
    <message>
        <source>in force, expires within 30 days</source>
        <translation>in Kraft, läuft innerhalb von 30 Tagen ab</translation>
    </message>
    <message>
        <source>check set and local store</source>
        <translation>Prüfsatz und lokaler Speicher</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>In Kraft</translation>
    </message>
    <message>
        <source>Expire within 30 days</source>
        <translation>Laufen innerhalb von 30 Tagen ab</translation>
    </message>
    <message>
        <source>Invalid signature</source>
        <translation>Ungültige Signatur</translation>
    </message>
    <message>
        <source>Not signed</source>
        <translation>Nicht signiert</translation>
    </message>
    <message>
        <source>Signed, not verified</source>
        <translation>Signiert, nicht verifiziert</translation>
    </message>
    <message>
        <source>Images without a trusted signature or an SBOM</source>
        <translation>Images ohne vertrauenswürdige Signatur oder ohne SBOM</translation>
    </message>
    <message>
        <source>Verified on</source>
        <translation>Verifiziert am</translation>
    </message>
    <message>
        <source>Every image has a trusted signature and an SBOM.</source>
        <translation>Jedes Image hat eine vertrauenswürdige Signatur und eine SBOM.</translation>
    </message>
    <message>
        <source>Trusted: a valid signature by a key or identity in the trust policy. Valid, not trusted: the signature is valid, but its signer is not in the policy. Signed, not verified: the registry lists a signature that was not verified or could not be verified.</source>
        <translation>Vertrauenswürdig: eine gültige Signatur mit einem Schlüssel oder einer Identität der Vertrauensrichtlinie. Gültig, nicht vertrauenswürdig: Die Signatur ist gültig, aber ihr Unterzeichner steht nicht in der Richtlinie. Signiert, nicht verifiziert: Die Registry führt eine Signatur auf, die nicht verifiziert wurde oder nicht verifiziert werden konnte.</translation>
    </message>
    <message>
        <source>The signatures of %1 of %2 images have no current verification.</source>
        <translation>%1 von %2 Images haben keine aktuelle Verifizierung ihrer Signaturen.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Entziehen</translation>
    </message>
    <message>
        <source>A decision requires the name of the reviewer.</source>
        <translation>Eine Entscheidung erfordert den Namen der prüfenden Person.</translation>
    </message>
    <message>
        <source>To change or revoke %1, enter a reason.</source>
        <translation>Geben Sie einen Grund an, um %1 zu ändern oder zu entziehen.</translation>
    </message>
    <message>
        <source>%1 is not a member of a project and has no role.</source>
        <translation>%1 ist kein Mitglied eines Projekts und hat keine Rolle.</translation>
    </message>
    <message>
        <source>To change a member, select its new role.</source>
        <translation>Wählen Sie die neue Rolle des Mitglieds, um es zu ändern.</translation>
    </message>
    <message>
        <source>%1 already has this role. To leave it unchanged, select Keep.</source>
        <translation>%1 hat diese Rolle bereits. Wählen Sie „Behalten“, um sie nicht zu ändern.</translation>
    </message>
    <message>
        <source>Change %1 manually (%2): the access review does not contain the new permissions.</source>
        <translation>Ändern Sie %1 selbst (%2): Die Zugriffsprüfung enthält die neuen Berechtigungen nicht.</translation>
    </message>
    <message>
        <source>Robot account %1 is already disabled (%2).</source>
        <translation>Robot-Konto %1 ist bereits deaktiviert (%2).</translation>
    </message>
    <message>
        <source>Access review %1 not found. &quot;lotse-cli review list&quot; lists all of them.</source>
        <translation>Zugriffsprüfung %1 nicht gefunden. &quot;lotse-cli review list&quot; listet alle auf.</translation>
    </message>
    <message>
        <source>Several access reviews start with %1.</source>
        <translation>Mehrere Zugriffsprüfungen beginnen mit %1.</translation>
    </message>
    <message>
        <source>There are no permissions to review in this scope.</source>
        <translation>In diesem Bereich gibt es keine Berechtigungen zu prüfen.</translation>
    </message>
    <message>
        <source>This access review is closed: its decisions can no longer be changed.</source>
        <translation>Diese Zugriffsprüfung ist abgeschlossen: Ihre Entscheidungen können nicht mehr geändert werden.</translation>
    </message>
    <message>
        <source>%1 is not in this access review.</source>
        <translation>%1 ist nicht Teil dieser Zugriffsprüfung.</translation>
    </message>
    <message>
        <source>This access review is already closed.</source>
        <translation>Diese Zugriffsprüfung ist bereits abgeschlossen.</translation>
    </message>
    <message>
        <source>%1 permissions have no decision yet.</source>
        <translation>%1 Berechtigungen haben noch keine Entscheidung.</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
    <message>
        <source>Decided on</source>
        <translation>Entschieden am</translation>
    </message>
    <message>
        <source>This review is not complete: %1 of %2 permissions have no decision.</source>
        <translation>Diese Zugriffsprüfung ist unvollständig: %1 von %2 Berechtigungen haben keine Entscheidung.</translation>
    </message>
    <message>
        <source>Some permissions could not be read and were not reviewed.</source>
        <translation>Einige Berechtigungen konnten nicht gelesen werden und wurden nicht geprüft.</translation>
    </message>
    <message>
        <source>This review is not closed: its decisions can still change.</source>
        <translation>Diese Zugriffsprüfung ist nicht abgeschlossen: Ihre Entscheidungen können sich noch ändern.</translation>
    </message>
    <message>
        <source>decisions of this review</source>
        <translation>Entscheidungen dieser Zugriffsprüfung</translation>
    </message>
    <message>
        <source>Started by %1 on %2, with the permissions at that time.</source>
        <translation>Begonnen von %1 am %2, mit den Berechtigungen zu diesem Zeitpunkt.</translation>
    </message>
    <message>
        <source>Closed on %1.</source>
        <translation>Abgeschlossen am %1.</translation>
    </message>
    <message>
        <source>The account of %1 changed while the configuration was read. The snapshot was not saved.</source>
        <translation>Das Konto von %1 hat sich geändert, während die Konfiguration gelesen wurde. Der Snapshot wurde nicht gespeichert.</translation>
    </message>
    <message>
        <source>%1 is not a Harbor registry: no configuration can be read.</source>
        <translation>%1 ist keine Harbor-Registry: Es gibt keine lesbare Konfiguration.</translation>
    </message>
    <message>
        <source>Wrong password for the private key.</source>
        <translation>Das Passwort passt nicht zum privaten Schlüssel.</translation>
    </message>
    <message>
        <source>This is not a readable private key. Use PEM (PKCS #8, plain or encrypted), a cosign key file, or PKCS #12.</source>
        <translation>Das ist kein lesbarer privater Schlüssel. Verwenden Sie PEM (PKCS #8, unverschlüsselt oder verschlüsselt), die Schlüsseldatei von cosign oder PKCS #12.</translation>
    </message>
    <message>
        <source>The PKCS #12 file uses a cipher that is no longer supported. Convert it to AES: openssl pkcs12 -legacy -in OLD | openssl pkcs12 -export -out NEW.</source>
        <translation>Die PKCS-#12-Datei verwendet eine Verschlüsselung, die nicht mehr unterstützt wird. Schreiben Sie sie mit AES neu: openssl pkcs12 -legacy -in OLD | openssl pkcs12 -export -out NEW.</translation>
    </message>
    <message>
        <source>This is a public key. Signing requires the private key.</source>
        <translation>Das ist ein öffentlicher Schlüssel. Zum Signieren ist der private Schlüssel erforderlich.</translation>
    </message>
    <message>
        <source>The address contains the PIN. Remove pin-value: you are asked for the PIN.</source>
        <translation>Die Adresse enthält die PIN. Lassen Sie pin-value weg: Die PIN wird abgefragt.</translation>
    </message>
    <message>
        <source>A key in a token or an HSM requires OpenSSL&apos;s pkcs11 provider, which is not installed here (package pkcs11-provider, Debian 13 or later).</source>
        <translation>Ein Schlüssel in einem Token oder HSM erfordert den pkcs11-Provider von OpenSSL, der hier nicht installiert ist (Paket pkcs11-provider, ab Debian 13).</translation>
    </message>
    <message>
        <source>Cannot open %1 in the token. Check the address and the PIN.</source>
        <translation>%1 lässt sich im Token nicht öffnen. Prüfen Sie Adresse und PIN.</translation>
    </message>
    <message>
        <source>The token contains no private key for %1. Check the address and the PIN.</source>
        <translation>Das Token enthält keinen privaten Schlüssel für %1. Prüfen Sie Adresse und PIN.</translation>
    </message>
    <message>
        <source>%1 matches %2 private keys; it must match exactly one (token=…;object=…;type=private).</source>
        <translation>%1 passt auf %2 private Schlüssel, muss aber genau einen angeben (token=…;object=…;type=private).</translation>
    </message>
    <message>
        <source>%1 is a symbolic link. Symbolic links are not followed.</source>
        <translation>%1 ist ein Link; Links wird nicht gefolgt.</translation>
    </message>
    <message>
        <source>Import a trusted root first: identities cannot be verified without one.</source>
        <translation>Importieren Sie zuerst eine Vertrauenswurzel: Ohne sie kann eine Identität nicht verifiziert werden.</translation>
    </message>
    <message>
        <source>Enter the issuer and the subject of the identity.</source>
        <translation>Geben Sie Aussteller und Subjekt der Identität ein.</translation>
    </message>
    <message>
        <source>The expression %1 cannot be used: %2.</source>
        <translation>Der Ausdruck %1 kann nicht verwendet werden: %2.</translation>
    </message>
    <message>
        <source>identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>certificate transparency</source>
        <translation>Certificate Transparency</translation>
    </message>
    <message>
        <source>A certificate has been revoked.</source>
        <translation>Ein Zertifikat wurde widerrufen.</translation>
    </message>
    <message>
        <source>Not checked: revocation. The imported revocation list is out of date.</source>
        <translation>Nicht geprüft: Widerruf. Die importierte Sperrliste ist veraltet.</translation>
    </message>
    <message>
        <source>Not checked: revocation. The imported revocation list cannot be used: it is malformed, not signed by the certificate authority, or partial.</source>
        <translation>Nicht geprüft: Widerruf. Die importierte Sperrliste kann nicht verwendet werden: Sie ist fehlerhaft, nicht von der Zertifizierungsstelle signiert oder unvollständig.</translation>
    </message>
    <message>
        <source>The policy requires a time stamp, but there is none.</source>
        <translation>Die Richtlinie verlangt einen Zeitstempel, aber es gibt keinen.</translation>
    </message>
    <message>
        <source>The certificate of the signer does not chain to an imported trusted root.</source>
        <translation>Das Zertifikat des Unterzeichners führt nicht zu einer importierten Vertrauenswurzel.</translation>
    </message>
    <message>
        <source>The certificate contains no identity.</source>
        <translation>Das Zertifikat enthält keine Identität.</translation>
    </message>
    <message>
        <source>The certificate contains two different OIDC issuers.</source>
        <translation>Das Zertifikat enthält zwei verschiedene OIDC-Aussteller.</translation>
    </message>
    <message>
        <source>The certificate contains no proof (SCT) of its entry in a certificate transparency log.</source>
        <translation>Das Zertifikat enthält keinen Nachweis (SCT), dass es in einem Certificate-Transparency-Log eingetragen ist.</translation>
    </message>
    <message>
        <source>The certificate is not in any certificate transparency log of the trusted root.</source>
        <translation>Das Zertifikat ist in keinem Certificate-Transparency-Log der Vertrauenswurzel eingetragen.</translation>
    </message>
    <message>
        <source>The proof (SCT) of the certificate transparency log does not match the certificate.</source>
        <translation>Der Nachweis (SCT) des Certificate-Transparency-Logs passt nicht zum Zertifikat.</translation>
    </message>
    <message>
        <source>There is no proof that the signature was made while the certificate was valid.</source>
        <translation>Es gibt keinen Nachweis, dass signiert wurde, solange das Zertifikat gültig war.</translation>
    </message>
    <message>
        <source>A time in the signature is in the future.</source>
        <translation>Eine Zeit in der Signatur liegt in der Zukunft.</translation>
    </message>
    <message>
        <source>The signature contains no transparency log entry.</source>
        <translation>Die Signatur enthält keinen Eintrag eines Transparenzprotokolls.</translation>
    </message>
    <message>
        <source>This transparency log is not in the trusted root.</source>
        <translation>Dieses Transparenzprotokoll steht nicht in der Vertrauenswurzel.</translation>
    </message>
    <message>
        <source>This type of transparency log entry is not supported.</source>
        <translation>Diese Art von Eintrag eines Transparenzprotokolls wird nicht unterstützt.</translation>
    </message>
    <message>
        <source>According to the trusted root, the key of the log or authority was not valid at that time.</source>
        <translation>Laut Vertrauenswurzel war der Schlüssel des Logs, der Zertifizierungsstelle oder des Zeitstempeldienstes zu diesem Zeitpunkt nicht gültig.</translation>
    </message>
    <message>
        <source>The signed entry timestamp (SET) of the transparency log does not match its entry.</source>
        <translation>Die Zusage des Transparenzprotokolls (SET) passt nicht zum Eintrag.</translation>
    </message>
    <message>
        <source>The inclusion proof does not connect the entry to the tree of the transparency log.</source>
        <translation>Der Aufnahmenachweis führt nicht vom Eintrag zum Baum des Transparenzprotokolls.</translation>
    </message>
    <message>
        <source>The checkpoint of the transparency log is malformed, or not signed by that log.</source>
        <translation>Der Checkpoint des Transparenzprotokolls ist fehlerhaft oder nicht von diesem Log signiert.</translation>
    </message>
    <message>
        <source>The transparency log entry belongs to another signature, artifact or signer.</source>
        <translation>Der Eintrag des Transparenzprotokolls gehört zu einer anderen Signatur, einem anderen Artefakt oder einem anderen Unterzeichner.</translation>
    </message>
    <message>
        <source>The time stamp cannot be read.</source>
        <translation>Der Zeitstempel kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The time stamp authority rejected the request.</source>
        <translation>Der Zeitstempeldienst hat keinen Zeitstempel ausgestellt.</translation>
    </message>
    <message>
        <source>The time stamp belongs to different data.</source>
        <translation>Der Zeitstempel gehört zu anderen Daten.</translation>
    </message>
    <message>
        <source>The time stamp does not come from a trusted authority.</source>
        <translation>Der Zeitstempel stammt nicht von einem vertrauenswürdigen Dienst.</translation>
    </message>
    <message>
        <source>The certificate of the time stamp authority is not restricted to time stamping.</source>
        <translation>Das Zertifikat des Zeitstempeldienstes ist nicht ausschließlich für Zeitstempel bestimmt.</translation>
    </message>
    <message>
        <source>The signature of the time stamp is invalid or does not identify its certificate.</source>
        <translation>Die Signatur des Zeitstempels ist ungültig oder verweist nicht auf ihr Zertifikat.</translation>
    </message>
    <message>
        <source>The policy requires a verified entry in a transparency log.</source>
        <translation>Die Richtlinie verlangt einen verifizierten Eintrag in einem Transparenzprotokoll.</translation>
    </message>
    <message>
        <source>The document is larger than %1 MiB and cannot be attested.</source>
        <translation>Das Dokument ist größer als %1 MiB und kann nicht attestiert werden.</translation>
    </message>
    <message>
        <source>The document to attest is not a JSON object (%1). SBOM and VEX files are attested as JSON.</source>
        <translation>Das zu attestierende Dokument ist kein JSON-Objekt (%1). SBOM- und VEX-Dateien werden als JSON attestiert.</translation>
    </message>
    <message>
        <source>The document does not match the attestation type %1.</source>
        <translation>Das Dokument entspricht nicht dem Typ %1, als der es attestiert werden soll.</translation>
    </message>
    <message>
        <source>Only artifacts with a SHA-256 digest can be signed.</source>
        <translation>Signiert werden kann nur, was einen SHA-256-Digest hat.</translation>
    </message>
    <message>
        <source>The new signature cannot be verified here: nothing was pushed. The key and its certificates do not match.</source>
        <translation>Die neue Signatur lässt sich hier nicht verifizieren: Es wurde nichts gepusht. Schlüssel und Zertifikate passen nicht zusammen.</translation>
    </message>
    <message>
        <source>Signing with the key failed. If the key is in a token or an HSM, check the PIN and whether the key is allowed to sign.</source>
        <translation>Mit dem Schlüssel konnte nicht signiert werden. Liegt er in einem Token oder HSM, prüfen Sie die PIN und ob der Schlüssel zum Signieren zugelassen ist.</translation>
    </message>
    <message>
        <source>This private key cannot be used (%1). Supported signing keys: ECDSA on P-256, P-384 or P-521, RSA with 2048 to 8192 bits, and Ed25519.</source>
        <translation>Dieser private Schlüssel kann nicht verwendet werden (%1). Zum Signieren geeignet sind ECDSA auf P-256, P-384 oder P-521, RSA mit 2048 bis 8192 Bit und Ed25519.</translation>
    </message>
    <message>
        <source>The tag for cosign signatures is not an image manifest: nothing is added to it.</source>
        <translation>Der Tag für die Signaturen von cosign ist kein Image-Manifest: Es wird nichts angehängt.</translation>
    </message>
    <message>
        <source>The referrers tag is not an image index: nothing is added to it.</source>
        <translation>Der Tag mit der Liste der Referrer ist kein Index: Es wird nichts hinzugefügt.</translation>
    </message>
    <message>
        <source>None of the certificates belongs to this private key. Notation signs with the certificate of the key and the complete chain up to the root.</source>
        <translation>Keines der Zertifikate gehört zu diesem privaten Schlüssel. Notation signiert mit dem Zertifikat des Schlüssels und allen weiteren bis zum Stammzertifikat.</translation>
    </message>
    <message>
        <source>The issuing certificate of %1 is missing. Notation requires the complete chain up to the root.</source>
        <translation>Das Zertifikat, das %1 ausgestellt hat, fehlt. Notation benötigt die Kette bis zum Stammzertifikat.</translation>
    </message>
    <message>
        <source>Notation does not support these certificates: %1</source>
        <translation>Notation unterstützt diese Zertifikate nicht: %1</translation>
    </message>
    <message>
        <source>The certificate %1 is not currently valid (%2 to %3).</source>
        <translation>Das Zertifikat %1 ist derzeit nicht gültig (%2 bis %3).</translation>
    </message>
    <message>
        <source>Notation does not support attestations: use the form bundle or legacy.</source>
        <translation>Notation hat keine Attestierungen: Attestieren Sie in der Form bundle oder legacy.</translation>
    </message>
    <message>
        <source>Notation does not sign with %1: it supports RSA with 2048, 3072 or 4096 bits, and ECDSA.</source>
        <translation>Notation signiert nicht mit %1: Unterstützt werden RSA mit 2048, 3072 oder 4096 Bit und ECDSA.</translation>
    </message>
    <message>
        <source>The trusted root cannot be used: %1.</source>
        <translation>Die Vertrauenswurzel kann nicht verwendet werden: %1.</translation>
    </message>
    <message>
        <source>%1 contains no readable certificates.</source>
        <translation>%1 enthält keine lesbaren Zertifikate.</translation>
    </message>
    <message>
        <source>This file is not a private key in PEM or PKCS #12 format.</source>
        <translation>Diese Datei ist kein privater Schlüssel im Format PEM oder PKCS #12.</translation>
    </message>
    <message>
        <source>The policy already has an identity named &quot;%1&quot;. Choose another name.</source>
        <translation>Die Richtlinie hat bereits eine andere Identität mit dem Namen &quot;%1&quot;. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>A rule that requires no signature must require an attestation.</source>
        <translation>Eine Regel ohne verlangte Signatur muss eine Attestierung verlangen.</translation>
    </message>
    <message>
        <source>The policy no longer has this rule.</source>
        <translation>Die Richtlinie enthält diese Regel nicht mehr.</translation>
    </message>
    <message>
        <source>The registry of %1 is not online: the report was not created.</source>
        <translation>Die Registry von %1 ist nicht online: Der Bericht wurde nicht erstellt.</translation>
    </message>
    <message>
        <source>--key requires the private key that signs the approval.</source>
        <translation>--key erfordert den privaten Schlüssel, der die Freigabe signiert.</translation>
    </message>
    <message>
        <source>Exception %1 not found. &quot;lotse-cli posture exceptions&quot; lists all of them.</source>
        <translation>Ausnahme %1 nicht gefunden. &quot;lotse-cli posture exceptions&quot; listet alle auf.</translation>
    </message>
    <message>
        <source>Check %1 not found. &quot;lotse-cli posture&quot; lists all checks.</source>
        <translation>Prüfung %1 nicht gefunden. &quot;lotse-cli posture&quot; listet die Prüfungen auf.</translation>
    </message>
    <message>
        <source>--timestamp adds a time stamp to the signature of a bundle and requires --bundle and --sign.</source>
        <translation>--timestamp versieht die Signatur eines Nachweispakets mit einem Zeitstempel und erfordert --bundle und --sign.</translation>
    </message>
    <message>
        <source>--since requires a date in the past (2026-01-31), for the templates audit and retention.</source>
        <translation>--since erfordert einen Tag in der Vergangenheit (2026-01-31), für die Vorlagen audit und retention.</translation>
    </message>
    <message>
        <source>--before and --redact cannot be used together: pseudonyms differ between reports.</source>
        <translation>--before und --redact können nicht zusammen verwendet werden: Die Pseudonyme unterscheiden sich von Bericht zu Bericht.</translation>
    </message>
    <message>
        <source>There are several report schedules. Specify the ID of one.</source>
        <translation>Es gibt mehrere Berichtspläne. Geben Sie die ID von einem an.</translation>
    </message>
    <message>
        <source>Several report schedules start with %1.</source>
        <translation>Mehrere Berichtspläne beginnen mit %1.</translation>
    </message>
    <message>
        <source>Report schedule %1 not found. &quot;lotse-cli report-schedule list&quot; lists all of them.</source>
        <translation>Berichtsplan %1 nicht gefunden. &quot;lotse-cli report-schedule list&quot; listet alle auf.</translation>
    </message>
    <message>
        <source>A decision requires keep, change or revoke, not %1.</source>
        <translation>Eine Entscheidung ist keep, change oder revoke, nicht %1.</translation>
    </message>
    <message>
        <source>--role requires project-admin, maintainer, developer, guest or limited-guest, for the decision change.</source>
        <translation>--role erfordert project-admin, maintainer, developer, guest oder limited-guest, für die Entscheidung change.</translation>
    </message>
    <message>
        <source>This access review is for %1, not for %2.</source>
        <translation>Diese Zugriffsprüfung gilt für %1, nicht für %2.</translation>
    </message>
    <message>
        <source>The private key is not encrypted: --key-password-fd has no effect.</source>
        <translation>Der private Schlüssel ist nicht verschlüsselt: --key-password-fd ist wirkungslos.</translation>
    </message>
    <message>
        <source>The token requires its PIN. Pass it with --key-password-fd.</source>
        <translation>Das Token erfordert seine PIN. Übergeben Sie sie mit --key-password-fd.</translation>
    </message>
    <message>
        <source>The private key is encrypted. Pass its password with --key-password-fd.</source>
        <translation>Der private Schlüssel ist verschlüsselt. Übergeben Sie das Passwort mit --key-password-fd.</translation>
    </message>
    <message>
        <source>--attest FILE and --type must be used together.</source>
        <translation>--attest FILE und --type sind nur zusammen möglich.</translation>
    </message>
    <message>
        <source>--type requires cyclonedx, spdx, openvex, vuln, slsaprovenance, slsaprovenance1 or a URI, not %1.</source>
        <translation>--type erfordert cyclonedx, spdx, openvex, vuln, slsaprovenance, slsaprovenance1 oder eine URI, nicht %1.</translation>
    </message>
    <message>
        <source>Notation does not support attestations: use --form bundle or legacy with --attest.</source>
        <translation>Notation hat keine Attestierungen: Verwenden Sie mit --attest --form bundle oder legacy.</translation>
    </message>
    <message>
        <source>--chain requires --form notation: cosign&apos;s forms with a key contain no certificates.</source>
        <translation>--chain gilt für --form notation: Die Formen von cosign mit Schlüssel enthalten keine Zertifikate.</translation>
    </message>
    <message>
        <source>%1 contains no readable certificates (%2).</source>
        <translation>%1 enthält keine lesbaren Zertifikate (%2).</translation>
    </message>
    <message>
        <source>Specify the private key with --key.</source>
        <translation>Geben Sie den privaten Schlüssel mit --key an.</translation>
    </message>
    <message>
        <source>--output writes the plan and sends nothing: --yes, --dry-run and --allow-changes have no effect with it.</source>
        <translation>--output schreibt den Plan und sendet nichts: --yes, --dry-run und --allow-changes sind dabei wirkungslos.</translation>
    </message>
    <message>
        <source>--dry-run sends nothing: --yes and --allow-changes have no effect with it.</source>
        <translation>--dry-run sendet nichts: --yes und --allow-changes sind dabei wirkungslos.</translation>
    </message>
    <message>
        <source>--form requires bundle, legacy or notation, not %1.</source>
        <translation>--form erfordert bundle, legacy oder notation, nicht %1.</translation>
    </message>
    <message>
        <source>There are no snapshots yet. Run &quot;lotse-cli snapshots take&quot; first.</source>
        <translation>Es gibt noch keine Snapshots. Führen Sie zuerst &quot;lotse-cli snapshots take&quot; aus.</translation>
    </message>
    <message>
        <source>Snapshot %1 not found. &quot;lotse-cli snapshots list&quot; lists all snapshots by number.</source>
        <translation>Snapshot %1 nicht gefunden. &quot;lotse-cli snapshots list&quot; listet alle mit Nummer auf.</translation>
    </message>
    <message>
        <source>Specify a snapshot to compare the registry with.</source>
        <translation>Die Registry wird mit einem Snapshot verglichen: Geben Sie einen an.</translation>
    </message>
    <message>
        <source>Specify the policy to import, or --roots.</source>
        <translation>Geben Sie die zu importierende Richtlinie oder --roots an.</translation>
    </message>
    <message>
        <source>There is no policy yet to add a trusted root to: import a policy together with it.</source>
        <translation>Es gibt noch keine Richtlinie, der eine Vertrauenswurzel hinzugefügt werden kann: Importieren Sie eine zusammen mit ihr.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln statements cannot be read and were skipped.</source>
        <comment>%Ln statement cannot be read and was skipped.</comment>
        <translation>
            <numerusform>%Ln Statement kann nicht gelesen werden und wurde übersprungen.</numerusform>
            <numerusform>%Ln Statements können nicht gelesen werden und wurden übersprungen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>only the index is signed, its %Ln images are not</source>
        <comment>only the index is signed, its %Ln image is not</comment>
        <translation>
            <numerusform>nur der Index wird signiert, sein %Ln Image nicht</numerusform>
            <numerusform>nur der Index wird signiert, seine %Ln Images nicht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln differences.</source>
        <comment>%Ln difference.</comment>
        <translation>
            <numerusform>%Ln Unterschied.</numerusform>
            <numerusform>%Ln Unterschiede.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 signed the approval with the key of %2. An approver signs with their own user and key.</source>
        <translation>%1 hat die Freigabe mit dem Schlüssel von %2 signiert. Wer freigibt, signiert unter dem eigenen Benutzer mit dem eigenen Schlüssel.</translation>
    </message>
</context>
<context>
    <name>help</name>
    <message>
        <source>The left side has one tile per registry, followed by the sections of the current registry. Sections that the registry does not support are hidden; sections without permission are shown with the reason.

Ctrl+K opens the search for projects, repositories, tags, digests and commands. Alt+Left and Alt+Right go back and forward. Enter opens the selected row, Ctrl+C copies the selected rows as text for a spreadsheet, and F5 refreshes the page.

The panel at the bottom (Ctrl+J) lists requests, with their time and as curl commands without secrets, running jobs with a cancel button, and recent problems.

Every table shows when it was loaded and whether it is complete. If rows are missing, it shows which and why.</source>
        <translation>Links steht je Registry eine Kachel, danach die Bereiche der aktuellen Registry. Bereiche, die die Registry nicht unterstützt, sind ausgeblendet; Bereiche ohne Berechtigung werden mit dem Grund gezeigt.

Strg+K öffnet die Suche nach Projekten, Repositorys, Tags, Digests und Befehlen. Alt+Links und Alt+Rechts gehen zurück und vor. Die Eingabetaste öffnet die gewählte Zeile, Strg+C kopiert die gewählten Zeilen als Text für eine Tabellenkalkulation, F5 aktualisiert die Seite.

Der Bereich unten (Strg+J) zeigt Anfragen mit Zeit und als curl-Befehl ohne Secrets, laufende Aufträge mit Abbrechen-Knopf und die letzten Probleme.

Jede Tabelle zeigt, wann sie geladen wurde und ob sie vollständig ist. Fehlen Zeilen, zeigt sie, welche und warum.</translation>
    </message>
    <message>
        <source>An account has an address, a user name and a sign-in method. New accounts are read-only until you allow changes.

Removing an account deletes it and its secret from this computer. The registry does not change.

The command &quot;Import accounts from docker and podman&quot; lists accounts that can be imported.</source>
        <translation>Ein Konto hat eine Adresse, einen Benutzernamen und eine Anmeldeart. Neue Konten sind schreibgeschützt, bis Sie Änderungen erlauben.

Wird ein Konto entfernt, werden es und sein Secret von diesem Computer gelöscht. Die Registry ändert sich nicht.

Der Befehl „Konten aus docker und podman importieren“ listet Konten auf, die importiert werden können.</translation>
    </message>
    <message>
        <source>Enter the address, or paste any URL of the registry. The type is detected.

The secret is stored in the keychain of the desktop, in a file encrypted with a master password, or for this session only. It is never sent over http unless you confirm it.

A private certificate authority is trusted for this account only. With a pinned key, Lotse rejects all other keys: nothing is sent until you compare and accept the new key.</source>
        <translation>Geben Sie die Adresse ein, oder fügen Sie eine beliebige URL der Registry ein. Der Typ wird erkannt.

Das Secret wird im Schlüsselbund des Desktops, in einer mit Master-Passwort verschlüsselten Datei oder nur für diese Sitzung gespeichert. Es wird nie über http gesendet, außer Sie bestätigen es.

Einer privaten Zertifizierungsstelle wird nur für dieses Konto vertraut. Mit einem gepinnten Schlüssel lehnt Lotse alle anderen ab: Nichts wird gesendet, bis Sie den neuen Schlüssel verglichen und akzeptiert haben.</translation>
    </message>
    <message>
        <source>Settings apply immediately and to all registries.

A proxy that requires sign-in returns status 407, shown as a proxy error. The proxy password is stored in the keychain. The proxy of the environment is read when Lotse starts.

Locking the window hides its content, locks the secrets file and signs out all accounts. The master password unlocks the window; without one, unlocking the desktop unlocks it.</source>
        <translation>Einstellungen gelten sofort und für alle Registrys.

Ein Proxy, der eine Anmeldung verlangt, antwortet mit Status 407; das wird als Proxy-Fehler gezeigt. Das Proxy-Passwort liegt im Schlüsselbund. Der Proxy der Umgebung wird beim Start von Lotse gelesen.

Die Sperre verbirgt den Inhalt des Fensters, sperrt die Datei der Secrets und meldet alle Konten ab. Das Master-Passwort entsperrt das Fenster; ohne Master-Passwort entsperrt es der Desktop.</translation>
    </message>
    <message>
        <source>docker and podman store hosts and users in configuration files. They are imported as read-only accounts.

Secrets in these files are imported. Secrets in a credential helper are read only when you import the account; the helper may ask you to unlock its store.

The files of docker and podman are not changed.</source>
        <translation>docker und podman speichern Hosts und Benutzer in Konfigurationsdateien. Sie werden als schreibgeschützte Konten importiert.

Secrets in diesen Dateien werden importiert. Secrets in einem Credential-Helper werden erst beim Import des Kontos gelesen; der Helper fragt eventuell nach seinem Passwort.

Die Dateien von docker und podman werden nicht verändert.</translation>
    </message>
    <message>
        <source>A report with versions, settings, registry status and recent problems and requests. Only the visible text is saved.

The report contains no passwords, tokens or keys. Names of hosts, projects and people are included only if selected.</source>
        <translation>Ein Bericht mit Versionen, Einstellungen, Status der Registrys und letzten Problemen und Anfragen. Gespeichert wird nur der sichtbare Text.

Der Bericht enthält keine Passwörter, Token oder Schlüssel. Namen von Hosts, Projekten und Personen stehen nur darin, wenn Sie es wählen.</translation>
    </message>
    <message>
        <source>Registry content, storage usage, findings of the latest scan reports, and recent activity. Click a part of a chart to open its rows; each chart is also available as a table.

Finding counts come from the registry&apos;s summary if available; the card shows its time.</source>
        <translation>Inhalt der Registry, Speicherbelegung, Befunde der neuesten Scan-Berichte und letzte Aktivität. Ein Klick auf einen Teil eines Diagramms öffnet dessen Zeilen; jedes Diagramm gibt es auch als Tabelle.

Die Zahlen der Befunde stammen, wenn verfügbar, aus der Zusammenfassung der Registry; die Karte zeigt deren Zeit.</translation>
    </message>
    <message>
        <source>Projects, repositories, artifacts and tags. A repository contains artifacts, identified by digest; a tag is a movable name of an artifact.

The scan overview is loaded only for visible rows to reduce the load on the server.</source>
        <translation>Projekte, Repositorys, Artefakte und Tags. Ein Repository enthält Artefakte, die ein Digest bezeichnet; ein Tag ist ein beweglicher Name eines Artefakts.

Die Scan-Übersicht wird nur für sichtbare Zeilen geladen, um den Server zu entlasten.</translation>
    </message>
    <message>
        <source>A finding is a vulnerability in a package of an image, reported by the registry&apos;s scanner, with the severity of the report.

Images without a scan have no findings but are not safe: missing, failed and old scans are marked.</source>
        <translation>Ein Befund ist eine Schwachstelle in einem Paket eines Images, gemeldet vom Scanner der Registry, mit dem Schweregrad des Berichts.

Images ohne Scan haben keine Befunde, sind aber nicht sicher: Fehlende, fehlgeschlagene und alte Scans sind markiert.</translation>
    </message>
    <message>
        <source>Access control: project members (users and groups) with their roles, users, groups, and robot accounts with permissions and expiry.

The registry shows the secret of a robot account once, when it is created or refreshed. The last use comes from the audit trail.</source>
        <translation>Zugriffsrechte: Projektmitglieder (Benutzer und Gruppen) mit Rollen, Benutzer, Gruppen und Robot-Konten mit Berechtigungen und Ablauf.

Die Registry zeigt das Secret eines Robot-Kontos nur einmal, beim Anlegen oder Erneuern. Die letzte Nutzung stammt aus dem Audit-Protokoll.</translation>
    </message>
    <message>
        <source>Quotas limit the storage of a project. Shared layers count once per registry and once per project.

Retention deletes artifacts by rules. Immutable tags cannot be moved or deleted. Garbage collection frees the storage of unreferenced blobs.</source>
        <translation>Kontingente begrenzen den Speicher eines Projekts. Gemeinsame Schichten zählen einmal je Registry und einmal je Projekt.

Die Aufbewahrung löscht Artefakte nach Regeln. Unveränderliche Tags können weder verschoben noch gelöscht werden. Die Speicherbereinigung gibt den Platz nicht mehr verwendeter Blobs frei.</translation>
    </message>
    <message>
        <source>A policy retains artifacts that match at least one rule and deletes all others in the selected repositories. Disabled rules retain nothing.

A dry run shows what would be deleted without deleting it.</source>
        <translation>Eine Richtlinie behält Artefakte, auf die mindestens eine Regel zutrifft, und löscht alle anderen in den gewählten Repositorys. Deaktivierte Regeln behalten nichts.

Ein Probelauf zeigt, was gelöscht würde, ohne es zu löschen.</translation>
    </message>
    <message>
        <source>Activity: audit trail, job queues and workers, schedules, and webhooks with their deliveries.

Times are in your time zone; the tooltip shows the original time of the registry.</source>
        <translation>Aktivität: Audit-Protokoll, Auftragswarteschlangen und Worker, Zeitpläne und Webhooks mit ihren Zustellungen.

Zeiten gelten in Ihrer Zeitzone; der Tooltip zeigt die ursprüngliche Zeit der Registry.</translation>
    </message>
    <message>
        <source>All logged operations: who, what, when. The registry applies the filters, so they cover all entries, not only the loaded ones.

The heat map shows operations per hour; click an hour to filter the table.</source>
        <translation>Alle protokollierten Vorgänge: wer, was, wann. Die Registry wendet die Filter an; sie gelten daher für alle Einträge, nicht nur für die geladenen.

Die Heatmap zeigt Vorgänge pro Stunde; ein Klick auf eine Stunde filtert die Tabelle.</translation>
    </message>
    <message>
        <source>Registry endpoints for replication, replication policies with their executions, failed tasks and logs, and P2P preheat.</source>
        <translation>Registry-Endpunkte der Replikation, Replikationsrichtlinien mit ihren Läufen, fehlgeschlagenen Aufgaben und Logs sowie P2P-Preheat.</translation>
    </message>
    <message>
        <source>Posture checks with their evidence, reports for audits, and the changes made with Lotse. Checks only read the registry.

A check whose evidence could not be read is not assessable and never counted as passed.</source>
        <translation>Prüfungen der Sicherheitslage mit ihren Nachweisen, Berichte für Audits und die mit Lotse gemachten Änderungen. Die Prüfungen lesen die Registry nur.

Eine Prüfung, deren Nachweis nicht gelesen werden konnte, ist nicht beurteilbar und gilt nie als bestanden.</translation>
    </message>
    <message>
        <source>Registry configuration. Secrets are never shown.

For each key, the registry reports who can edit it.</source>
        <translation>Konfiguration der Registry. Secrets werden nie gezeigt.

Zu jedem Schlüssel meldet die Registry, wer ihn ändern kann.</translation>
    </message>
    <message>
        <source>One project: repositories, members, robot accounts, rules and audit trail, filtered by this project.</source>
        <translation>Ein Projekt: Repositorys, Mitglieder, Robot-Konten, Regeln und Audit-Protokoll, gefiltert nach diesem Projekt.</translation>
    </message>
    <message>
        <source>The artifacts of a repository, newest first. Tags, size, push and last pull time are part of the list; findings and attachments are loaded for visible rows.

Space selects a row, Shift and arrow keys select several.</source>
        <translation>Die Artefakte eines Repositorys, die neuesten zuerst. Tags, Größe, Push-Zeit und letzter Pull gehören zur Liste; Befunde und Anhänge werden für sichtbare Zeilen geladen.

Die Leertaste wählt eine Zeile, Umschalt und Pfeiltasten wählen mehrere.</translation>
    </message>
    <message>
        <source>Quota usage of each project. Sort by the used share to find projects near their limit.</source>
        <translation>Kontingentbelegung je Projekt. Sortieren Sie nach dem belegten Anteil, um Projekte nahe am Limit zu finden.</translation>
    </message>
    <message>
        <source>One artifact, identified by its digest, which Lotse verifies on the received bytes. The tabs show the scan report, layers with their build commands, SBOM, attachments, pull commands and raw documents.

Signatures are verified on this computer. Claimed: something is attached and was not, or could not be verified. Valid: the signature fits these bytes and this key. Trusted: the trust policy names that key for this repository.</source>
        <translation>Ein Artefakt, bestimmt durch seinen Digest, den Lotse an den empfangenen Bytes prüft. Die Reiter zeigen den Scan-Bericht, die Schichten mit ihren Build-Befehlen, die SBOM, Anhänge, Pull-Befehle und Rohdokumente.

Signaturen werden auf diesem Computer verifiziert. Angegeben: Etwas ist angehängt und wurde nicht oder konnte nicht verifiziert werden. Gültig: Die Signatur passt zu diesen Bytes und diesem Schlüssel. Vertrauenswürdig: Die Vertrauensrichtlinie nennt diesen Schlüssel für dieses Repository.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::AccountForm</name>
    <message>
        <source>Anonymous: only public projects are visible.</source>
        <translation>Anonym: Nur öffentliche Projekte sind sichtbar.</translation>
    </message>
    <message>
        <source>Sign in with user name and password.</source>
        <translation>Anmeldung mit Benutzername und Passwort.</translation>
    </message>
    <message>
        <source>Harbor robot account: the name starts with robot$.</source>
        <translation>Harbor-Robot-Konto: Der Name beginnt mit robot$.</translation>
    </message>
    <message>
        <source>Harbor accepts a CLI secret only for images, projects and labels.</source>
        <translation>Harbor akzeptiert ein CLI-Secret nur für Images, Projekte und Labels.</translation>
    </message>
    <message>
        <source>The token of the identity provider is sent unchanged. It usually expires within an hour.</source>
        <translation>Das Token des Identitätsanbieters wird unverändert gesendet. Es läuft meist innerhalb einer Stunde ab.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>The connection to %1 is not encrypted: others on the network can read the password. Nothing was sent.</source>
        <translation>Die Verbindung zu %1 ist nicht verschlüsselt: Andere im Netz können das Passwort lesen. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>%1 rejected this secret. It is not sent again, to avoid locking the account. Enter the user name or secret again.</source>
        <translation>%1 hat dieses Secret abgelehnt. Es wird nicht erneut gesendet, damit das Konto nicht gesperrt wird. Geben Sie Benutzername oder Secret erneut ein.</translation>
    </message>
    <message>
        <source>The secret is missing. Enter the password of %1, or clear the user name to continue anonymously.</source>
        <translation>Das Secret fehlt. Geben Sie das Passwort von %1 ein, oder leeren Sie den Benutzernamen, um anonym fortzufahren.</translation>
    </message>
    <message>
        <source>The address or user has changed. Enter the secret again: a stored secret is sent only to the address it was entered for.</source>
        <translation>Adresse oder Benutzer haben sich geändert. Geben Sie das Secret erneut ein: Ein gespeichertes Secret wird nur an die Adresse gesendet, für die es eingegeben wurde.</translation>
    </message>
    <message>
        <source>The secrets file is locked. Enter the master password.</source>
        <translation>Die Datei der Secrets ist gesperrt. Geben Sie das Master-Passwort ein.</translation>
    </message>
    <message>
        <source>Choose a master password for the secrets file.</source>
        <translation>Wählen Sie ein Master-Passwort für die Datei der Secrets.</translation>
    </message>
    <message>
        <source>The master password is too short: at least 8 characters.</source>
        <translation>Das Master-Passwort ist zu kurz: mindestens 8 Zeichen.</translation>
    </message>
    <message>
        <source>The master passwords do not match. Enter them again.</source>
        <translation>Die Master-Passwörter stimmen nicht überein. Geben Sie sie erneut ein.</translation>
    </message>
    <message>
        <source>Unlocking the secrets file…</source>
        <translation>Die Datei der Secrets wird entsperrt…</translation>
    </message>
    <message>
        <source>Reading the secret…</source>
        <translation>Secret wird gelesen…</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>Verbindung mit %1 wird hergestellt…</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>OCI registry</source>
        <translation>OCI-Registry</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>Angemeldet als</translation>
    </message>
    <message>
        <source>not signed in</source>
        <translation>nicht angemeldet</translation>
    </message>
    <message>
        <source>Restrictions</source>
        <translation>Einschränkungen</translation>
    </message>
    <message>
        <source>The registry has no repository list: enter repositories below, one per line.</source>
        <translation>Die Registry hat keine Repository-Liste: Geben Sie Repositorys unten ein, eines pro Zeile.</translation>
    </message>
    <message>
        <source>Repositories, tags and images only: no projects, scans, users or audit trail.</source>
        <translation>Nur Repositorys, Tags und Images: keine Projekte, Scans, Benutzer und kein Audit-Protokoll.</translation>
    </message>
    <message>
        <source>Not a system administrator: system pages are not available.</source>
        <translation>Kein Systemadministrator: Systemseiten sind nicht verfügbar.</translation>
    </message>
    <message>
        <source>A robot account has access only to its granted permissions.</source>
        <translation>Ein Robot-Konto hat nur Zugriff im Rahmen seiner Berechtigungen.</translation>
    </message>
    <message>
        <source>Public projects only.</source>
        <translation>Nur öffentliche Projekte.</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>not encrypted</source>
        <translation>nicht verschlüsselt</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>%1, issued by %2, until %3</source>
        <translation>%1, ausgestellt von %2, bis %3</translation>
    </message>
    <message>
        <source>Public key</source>
        <translation>Öffentlicher Schlüssel</translation>
    </message>
    <message>
        <source>An account named %1 already exists. Choose another name.</source>
        <translation>Ein Konto namens %1 ist bereits vorhanden. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
    <message>
        <source>This account no longer exists. Another Lotse window may have removed it.</source>
        <translation>Dieses Konto ist nicht mehr vorhanden. Vielleicht hat ein anderes Lotse-Fenster es entfernt.</translation>
    </message>
    <message>
        <source>Removing %1…</source>
        <translation>%1 wird entfernt…</translation>
    </message>
    <message>
        <source>Signs in at %1 and renews the token automatically.</source>
        <translation>Meldet sich bei %1 an und erneuert das Token automatisch.</translation>
    </message>
    <message>
        <source>The new key is entered in the form. After saving, the account trusts only this key.</source>
        <translation>Der neue Schlüssel ist im Formular eingetragen. Nach dem Speichern vertraut das Konto nur diesem Schlüssel.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::ActivityPlot</name>
    <message>
        <source>so far</source>
        <translation>bisher</translation>
    </message>
</context>
<context>
    <name>lotse::ui::AllowlistView</name>
    <message>
        <source>Project %1</source>
        <translation>Projekt %1</translation>
    </message>
    <message>
        <source>System allowlist</source>
        <translation>System-Zulassungsliste</translation>
    </message>
</context>
<context>
    <name>lotse::ui::Application</name>
    <message>
        <source>Registry</source>
        <translation>Registry</translation>
    </message>
</context>
<context>
    <name>lotse::ui::ArtifactModels</name>
    <message>
        <source>pushed %1</source>
        <translation>gepusht %1</translation>
    </message>
    <message>
        <source>last pull %1</source>
        <translation>letzter Pull %1</translation>
    </message>
    <message>
        <source>never pulled</source>
        <translation>nie gepullt</translation>
    </message>
    <message>
        <source>This registry has no scanner.</source>
        <translation>Diese Registry hat keinen Scanner.</translation>
    </message>
    <message>
        <source>%1, scanned %2 by %3</source>
        <translation>%1, gescannt %2 von %3</translation>
    </message>
</context>
<context>
    <name>lotse::ui::ArtifactTrust</name>
    <message>
        <source>Rule for %1.</source>
        <translation>Regel für %1.</translation>
    </message>
    <message>
        <source>Verified %1.</source>
        <translation>Verifiziert: %1.</translation>
    </message>
    <message>
        <source>The trust policy was changed, or a certificate expired, after the verification: verify again.</source>
        <translation>Nach dieser Verifizierung wurde die Vertrauensrichtlinie geändert, oder ein Zertifikat ist abgelaufen: Verifizieren Sie erneut.</translation>
    </message>
    <message>
        <source>Some attachments could not be read: there may be more signatures.</source>
        <translation>Einige Anhänge konnten nicht gelesen werden: Es kann weitere Signaturen geben.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln attachments found earlier are no longer listed by the registry.</source>
        <translation>
            <numerusform>%Ln früher gefundener Anhang wird von der Registry nicht mehr aufgelistet.</numerusform>
            <numerusform>%Ln früher gefundene Anhänge werden von der Registry nicht mehr aufgelistet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::AuditView</name>
    <message numerus="yes">
        <source>%n images are affected; the first 200 are shown.</source>
        <translation>
            <numerusform>%n Image ist betroffen; die ersten 200 werden gezeigt.</numerusform>
            <numerusform>%n Images sind betroffen; die ersten 200 werden gezeigt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Entries of %n affected images.</source>
        <translation>
            <numerusform>Einträge von %n betroffenem Image.</numerusform>
            <numerusform>Einträge von %n betroffenen Images.</numerusform>
        </translation>
    </message>
    <message>
        <source>History of this image</source>
        <translation>Verlauf dieses Images</translation>
    </message>
    <message>
        <source>History of this robot</source>
        <translation>Verlauf dieses Robot-Kontos</translation>
    </message>
    <message>
        <source>History of this user</source>
        <translation>Verlauf dieses Benutzers</translation>
    </message>
    <message>
        <source>History of this project</source>
        <translation>Verlauf dieses Projekts</translation>
    </message>
</context>
<context>
    <name>lotse::ui::ChangeJobs</name>
    <message>
        <source>Applying changes to %1</source>
        <translation>Änderungen auf %1 werden angewendet</translation>
    </message>
</context>
<context>
    <name>lotse::ui::ComeAndGoPlot</name>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Behoben</translation>
    </message>
</context>
<context>
    <name>lotse::ui::CompareView</name>
    <message>
        <source>pushed %1</source>
        <translation>gepusht %1</translation>
    </message>
    <message>
        <source>Same image, same layers.</source>
        <translation>Dasselbe Image, dieselben Schichten.</translation>
    </message>
    <message>
        <source>Layers of different platforms: %1 and %2.</source>
        <translation>Schichten verschiedener Plattformen: %1 und %2.</translation>
    </message>
    <message>
        <source>Layers of %1.</source>
        <translation>Schichten von %1.</translation>
    </message>
    <message>
        <source>Previous report of this image</source>
        <translation>Voriger Bericht dieses Images</translation>
    </message>
    <message>
        <source>%1 findings added, %2 removed, %3 changed, %4 unchanged</source>
        <translation>%1 Befunde hinzugekommen, %2 entfallen, %3 geändert, %4 unverändert</translation>
    </message>
    <message>
        <source>not scanned on all platforms</source>
        <translation>nicht auf allen Plattformen gescannt</translation>
    </message>
    <message>
        <source>reported %1</source>
        <translation>gemeldet %1</translation>
    </message>
    <message>
        <source>reported %1 by %2</source>
        <translation>gemeldet %1 von %2</translation>
    </message>
</context>
<context>
    <name>lotse::ui::ConnectionForm</name>
    <message>
        <source>The key is encrypted. The passphrase is stored with the secret of the account.</source>
        <translation>Der Schlüssel ist verschlüsselt. Die Passphrase wird zusammen mit dem Secret des Kontos gespeichert.</translation>
    </message>
    <message>
        <source>Client certificate of %1, issued by %2, valid until %3.</source>
        <translation>Clientzertifikat von %1, ausgestellt von %2, gültig bis %3.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::CveView</name>
    <message>
        <source>one image: %1</source>
        <translation>ein Image: %1</translation>
    </message>
    <message>
        <source>repository %1</source>
        <translation>Repository %1</translation>
    </message>
    <message>
        <source>project %1</source>
        <translation>Projekt %1</translation>
    </message>
    <message>
        <source>all registries</source>
        <translation>alle Registrys</translation>
    </message>
    <message>
        <source>registry %1</source>
        <translation>Registry %1</translation>
    </message>
    <message>
        <source>CVSS %1</source>
        <translation>CVSS %1</translation>
    </message>
    <message>
        <source>EPSS %1 %</source>
        <translation>EPSS %1 %</translation>
    </message>
    <message>
        <source>known exploited</source>
        <translation>bekanntermaßen ausgenutzt</translation>
    </message>
    <message>
        <source>used in ransomware campaigns</source>
        <translation>in Ransomware-Kampagnen verwendet</translation>
    </message>
    <message numerus="yes">
        <source>%Ln images</source>
        <translation>
            <numerusform>%Ln Image</numerusform>
            <numerusform>%Ln Images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln repositories</source>
        <translation>
            <numerusform>%Ln Repository</numerusform>
            <numerusform>%Ln Repositorys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln packages</source>
        <translation>
            <numerusform>%Ln Paket</numerusform>
            <numerusform>%Ln Pakete</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings, %1 fixable</source>
        <translation>
            <numerusform>%Ln Befund, %1 behebbar</numerusform>
            <numerusform>%Ln Befunde, %1 behebbar</numerusform>
        </translation>
    </message>
    <message>
        <source>first seen %1</source>
        <translation>zuerst gesehen %1</translation>
    </message>
    <message>
        <source>No registry has been synced yet.</source>
        <translation>Noch keine Registry wurde synchronisiert.</translation>
    </message>
    <message numerus="yes">
        <source>Searched %Ln images of %1, %2 with a report, synced %3.</source>
        <translation>
            <numerusform>Durchsucht: %Ln Image aus %1, %2 mit Bericht, synchronisiert %3.</numerusform>
            <numerusform>Durchsucht: %Ln Images aus %1, %2 mit Bericht, synchronisiert %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n registries were not searched.</source>
        <translation>
            <numerusform>%Ln Registry wurde nicht durchsucht.</numerusform>
            <numerusform>%Ln Registrys wurden nicht durchsucht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Also known as</source>
        <translation>Auch bekannt als</translation>
    </message>
    <message>
        <source>Scanner severity</source>
        <translation>Schweregrad des Scanners</translation>
    </message>
    <message>
        <source>CVSS</source>
        <translation>CVSS</translation>
    </message>
    <message>
        <source>Weaknesses</source>
        <translation>Schwächen</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>expired on %1</source>
        <translation>abgelaufen am %1</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln images, %1 with a report, %2 not scanned, %3 failed</source>
        <translation>
            <numerusform>%Ln Image, %1 mit Bericht, %2 nicht gescannt, %3 fehlgeschlagen</numerusform>
            <numerusform>%Ln Images, %1 mit Bericht, %2 nicht gescannt, %3 fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>synced %1</source>
        <translation>synchronisiert %1</translation>
    </message>
    <message>
        <source>Not searched: this registry has no scan reports.</source>
        <translation>Nicht durchsucht: Diese Registry hat keine Scan-Berichte.</translation>
    </message>
    <message>
        <source>Not searched: not synced yet.</source>
        <translation>Nicht durchsucht: noch nicht synchronisiert.</translation>
    </message>
    <message>
        <source>Not searched: never connected.</source>
        <translation>Nicht durchsucht: noch nie verbunden.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::FileChooser</name>
    <message>
        <source>Save as</source>
        <translation>Speichern als</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>Name:</translation>
    </message>
    <message>
        <source>Type:</source>
        <translation>Typ:</translation>
    </message>
    <message>
        <source>Folder:</source>
        <translation>Ordner:</translation>
    </message>
</context>
<context>
    <name>lotse::ui::FileSaver</name>
    <message>
        <source>This is not a local file. Choose another folder.</source>
        <translation>Das ist keine lokale Datei. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Nothing to save yet.</source>
        <translation>Noch nichts zu speichern.</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>The file could not be created in %1: %2. Use Save instead.</source>
        <translation>Die Datei konnte nicht in %1 angelegt werden: %2. Verwenden Sie stattdessen Speichern.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::FindingsPageModel</name>
    <message>
        <source>%1 was synced %2.</source>
        <translation>%1 wurde %2 synchronisiert.</translation>
    </message>
    <message>
        <source>Undone.</source>
        <translation>Rückgängig gemacht.</translation>
    </message>
    <message numerus="yes">
        <source>%n decisions withdrawn.</source>
        <translation>
            <numerusform>%Ln Entscheidung zurückgezogen.</numerusform>
            <numerusform>%Ln Entscheidungen zurückgezogen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decisions made: %1.</source>
        <translation>
            <numerusform>%Ln Entscheidung getroffen: %1.</numerusform>
            <numerusform>%Ln Entscheidungen getroffen: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Probability that a vulnerability is exploited. File: epss_scores-DATE.csv or .csv.gz</source>
        <translation>Wahrscheinlichkeit, dass eine Schwachstelle ausgenutzt wird. Datei: epss_scores-DATE.csv oder .csv.gz</translation>
    </message>
    <message>
        <source>Known exploited vulnerabilities. File: known_exploited_vulnerabilities.json</source>
        <translation>Bekanntermaßen ausgenutzte Schwachstellen. Datei: known_exploited_vulnerabilities.json</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>von %1</translation>
    </message>
    <message numerus="yes">
        <source>from %n registries: %1</source>
        <translation>
            <numerusform>von %n Registry: %1</numerusform>
            <numerusform>von %n Registrys: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::Frame</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Toggle light or dark theme</source>
        <translation>Helles oder dunkles Farbschema umschalten</translation>
    </message>
    <message>
        <source>Compact rows</source>
        <translation>Kompakte Zeilen</translation>
    </message>
    <message>
        <source>Comfortable rows</source>
        <translation>Luftige Zeilen</translation>
    </message>
    <message>
        <source>Add a registry</source>
        <translation>Registry hinzufügen</translation>
    </message>
    <message>
        <source>Show all registries</source>
        <translation>Alle Registrys zeigen</translation>
    </message>
    <message>
        <source>Findings of all registries</source>
        <translation>Befunde aller Registrys</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Page help</source>
        <translation>Hilfe zur Seite</translation>
    </message>
    <message>
        <source>About Lotse</source>
        <translation>Über Lotse</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Import accounts from docker and podman</source>
        <translation>Konten aus docker und podman importieren</translation>
    </message>
    <message>
        <source>Lock the window</source>
        <translation>Fenster sperren</translation>
    </message>
    <message>
        <source>System theme</source>
        <translation>Farbschema des Systems</translation>
    </message>
    <message>
        <source>Sync findings of all registries</source>
        <translation>Befunde aller Registrys abgleichen</translation>
    </message>
    <message>
        <source>Sync findings of this registry</source>
        <translation>Befunde dieser Registry abgleichen</translation>
    </message>
    <message>
        <source>Edit account of this registry</source>
        <translation>Konto dieser Registry bearbeiten</translation>
    </message>
    <message>
        <source>Manage registries</source>
        <translation>Registrys verwalten</translation>
    </message>
    <message>
        <source>accounts edit remove registries</source>
        <translation>Konten bearbeiten entfernen Registrys</translation>
    </message>
    <message>
        <source>Previous registry</source>
        <translation>Vorherige Registry</translation>
    </message>
</context>
<context>
    <name>lotse::ui::Help</name>
    <message>
        <source>The window</source>
        <translation>Das Fenster</translation>
    </message>
</context>
<context>
    <name>lotse::ui::JobList</name>
    <message>
        <source>%L1 of %L2</source>
        <translation>%L1 von %L2</translation>
    </message>
    <message>
        <source>%L1</source>
        <translation>%L1</translation>
    </message>
</context>
<context>
    <name>lotse::ui::OidcForm</name>
    <message>
        <source>Detecting the identity provider of %1…</source>
        <translation>Identitätsanbieter von %1 wird erkannt…</translation>
    </message>
    <message>
        <source>Identity provider found. Sign in with the browser now.</source>
        <translation>Identitätsanbieter gefunden. Melden Sie sich jetzt mit dem Browser an.</translation>
    </message>
    <message>
        <source>Contacting the identity provider…</source>
        <translation>Verbindung mit dem Identitätsanbieter…</translation>
    </message>
    <message>
        <source>Sign in in your browser. Lotse continues automatically.</source>
        <translation>Melden Sie sich im Browser an. Lotse fährt automatisch fort.</translation>
    </message>
    <message>
        <source>Open the address in a browser on any computer and enter the code. Lotse continues automatically.</source>
        <translation>Öffnen Sie die Adresse in einem Browser auf einem beliebigen Computer und geben Sie den Code ein. Lotse fährt automatisch fort.</translation>
    </message>
    <message>
        <source>Signed in as %1 until %2: the provider issued no refresh token.</source>
        <translation>Angemeldet als %1 bis %2: Der Anbieter hat kein Refresh-Token ausgestellt.</translation>
    </message>
    <message>
        <source>Signed in as %1. Save the account to keep the sign-in.</source>
        <translation>Angemeldet als %1. Speichern Sie das Konto, um die Anmeldung zu behalten.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::PlaceSource</name>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>Repository</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Vulnerability</source>
        <translation>Schwachstelle</translation>
    </message>
    <message>
        <source>User, in the audit trail</source>
        <translation>Benutzer, im Audit-Protokoll</translation>
    </message>
    <message>
        <source>all registries</source>
        <translation>alle Registrys</translation>
    </message>
    <message>
        <source>Add the registry %1</source>
        <translation>Registry %1 hinzufügen</translation>
    </message>
    <message>
        <source>No accounts yet</source>
        <translation>Noch keine Konten</translation>
    </message>
    <message>
        <source>Project %1 of %2</source>
        <translation>Projekt %1 von %2</translation>
    </message>
    <message>
        <source>No synced image has this digest: sync %1</source>
        <translation>Kein synchronisiertes Image hat diesen Digest: %1 synchronisieren</translation>
    </message>
</context>
<context>
    <name>lotse::ui::PlotItem</name>
    <message>
        <source>The chart is not ready yet. Try again in a moment.</source>
        <translation>Das Diagramm ist noch nicht fertig. Versuchen Sie es gleich noch einmal.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::PostureView</name>
    <message>
        <source>Posture of %1</source>
        <translation>Sicherheitslage von %1</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::ProblemList</name>
    <message>
        <source>Request ID: %1</source>
        <translation>Anfrage-ID: %1</translation>
    </message>
    <message>
        <source>solved</source>
        <translation>gelöst</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
</context>
<context>
    <name>lotse::ui::ProxyControl</name>
    <message>
        <source>The password is used for this session only. %1</source>
        <translation>Das Passwort gilt nur für diese Sitzung. %1</translation>
    </message>
    <message>
        <source>The password is stored in the keychain.</source>
        <translation>Das Passwort ist im Schlüsselbund gespeichert.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::ReportMaker</name>
    <message>
        <source>By result</source>
        <translation>Nach Ergebnis</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>A redacted report cannot be compared with an earlier one: pseudonyms differ between reports.</source>
        <translation>Ein geschwärzter Bericht kann nicht mit einem früheren verglichen werden: Die Pseudonyme unterscheiden sich von Bericht zu Bericht.</translation>
    </message>
    <message>
        <source>Report of %1</source>
        <translation>Bericht von %1</translation>
    </message>
    <message>
        <source>Preview loaded.</source>
        <translation>Vorschau geladen.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::ReportSchedules</name>
    <message>
        <source>Open a registry first.</source>
        <translation>Öffnen Sie zuerst eine Registry.</translation>
    </message>
    <message>
        <source>Next run: %1</source>
        <translation>Nächster Lauf: %1</translation>
    </message>
    <message>
        <source>Six fields, seconds first (0 0 3 * * 1), or @daily, @weekly or @monthly. Times are UTC.</source>
        <translation>Sechs Felder, Sekunden zuerst (0 0 3 * * 1), oder @daily, @weekly oder @monthly. Zeiten in UTC.</translation>
    </message>
    <message>
        <source>Report %1 of %2</source>
        <translation>Bericht %1 von %2</translation>
    </message>
    <message>
        <source>Reading the registry</source>
        <translation>Registry wird gelesen</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
</context>
<context>
    <name>lotse::ui::RequestList</name>
    <message numerus="yes">
        <source>retry in %n s</source>
        <translation>
            <numerusform>neuer Versuch in %Ln s</numerusform>
            <numerusform>neuer Versuch in %Ln s</numerusform>
        </translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>no response</source>
        <translation>keine Antwort</translation>
    </message>
</context>
<context>
    <name>lotse::ui::ReviewView</name>
    <message>
        <source>Access review of %1</source>
        <translation>Zugriffsprüfung von %1</translation>
    </message>
    <message>
        <source>Permissions read.</source>
        <translation>Berechtigungen gelesen.</translation>
    </message>
    <message>
        <source>The changes could not be staged.</source>
        <translation>Die Änderungen konnten nicht vorgemerkt werden.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln changes staged. Review and apply them under Changes.</source>
        <translation>
            <numerusform>%Ln Änderung vorgemerkt. Überprüfen und anwenden unter „Änderungen“.</numerusform>
            <numerusform>%Ln Änderungen vorgemerkt. Überprüfen und anwenden unter „Änderungen“.</numerusform>
        </translation>
    </message>
    <message>
        <source>No decision requires a change.</source>
        <translation>Keine Entscheidung bewirkt eine Änderung.</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
</context>
<context>
    <name>lotse::ui::ScreenLock</name>
    <message>
        <source>The desktop could not lock the screen.</source>
        <translation>Der Desktop konnte den Bildschirm nicht sperren.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::SessionViews</name>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>verbindet</translation>
    </message>
    <message>
        <source>online</source>
        <translation>online</translation>
    </message>
    <message>
        <source>sign-in needed</source>
        <translation>Anmeldung nötig</translation>
    </message>
    <message>
        <source>not responding</source>
        <translation>antwortet nicht</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>not reachable</source>
        <translation>nicht erreichbar</translation>
    </message>
    <message>
        <source>%1 (system admin)</source>
        <translation>%1 (Systemadministrator)</translation>
    </message>
    <message>
        <source>%1 (robot)</source>
        <translation>%1 (Robot-Konto)</translation>
    </message>
    <message>
        <source>%1 (CLI secret)</source>
        <translation>%1 (CLI-Secret)</translation>
    </message>
    <message>
        <source>not signed in</source>
        <translation>nicht angemeldet</translation>
    </message>
    <message>
        <source>Harbor demo</source>
        <translation>Harbor-Demo</translation>
    </message>
    <message>
        <source>OCI registry</source>
        <translation>OCI-Registry</translation>
    </message>
    <message>
        <source>OCI registry, no repository list</source>
        <translation>OCI-Registry ohne Repository-Liste</translation>
    </message>
    <message>
        <source>not detected yet</source>
        <translation>noch nicht erkannt</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>eingebaut</translation>
    </message>
    <message>
        <source>last response %1</source>
        <translation>letzte Antwort %1</translation>
    </message>
    <message>
        <source>not encrypted</source>
        <translation>nicht verschlüsselt</translation>
    </message>
</context>
<context>
    <name>lotse::ui::ShownSecrets</name>
    <message>
        <source>Saved to the keychain as “%1” of “lotse”.</source>
        <translation>Im Schlüsselbund gespeichert als „%1“ von „lotse“.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::SignForm</name>
    <message>
        <source>PEM, not encrypted</source>
        <translation>PEM, unverschlüsselt</translation>
    </message>
    <message>
        <source>PEM, encrypted</source>
        <translation>PEM, verschlüsselt</translation>
    </message>
    <message>
        <source>Cosign key file</source>
        <translation>Schlüsseldatei von Cosign</translation>
    </message>
    <message>
        <source>PKCS #12</source>
        <translation>PKCS #12</translation>
    </message>
    <message>
        <source>Token or HSM (PKCS #11)</source>
        <translation>Token oder HSM (PKCS #11)</translation>
    </message>
    <message>
        <source>No registry is open.</source>
        <translation>Keine Registry ist geöffnet.</translation>
    </message>
    <message>
        <source>This account is read-only. Enable “Allow changes” in its settings to push signatures.</source>
        <translation>Dieses Konto ist schreibgeschützt. Aktivieren Sie in seinen Einstellungen „Änderungen erlauben“, um Signaturen zu pushen.</translation>
    </message>
    <message>
        <source>Pushed, read back and verified: the signature is valid.</source>
        <translation>Gepusht, zurückgelesen und verifiziert: Die Signatur ist gültig.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::SignaturesView</name>
    <message numerus="yes">
        <source>%Ln results are outdated, because the trust policy changed or a certificate expired: verify again.</source>
        <translation>
            <numerusform>%Ln Ergebnis ist veraltet, weil die Vertrauensrichtlinie geändert wurde oder ein Zertifikat abgelaufen ist: Verifizieren Sie erneut.</numerusform>
            <numerusform>%Ln Ergebnisse sind veraltet, weil die Vertrauensrichtlinie geändert wurde oder ein Zertifikat abgelaufen ist: Verifizieren Sie erneut.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln results in the local store are damaged and are not counted: verify again.</source>
        <translation>
            <numerusform>%Ln Ergebnis im lokalen Speicher ist beschädigt und wird nicht gezählt: Verifizieren Sie erneut.</numerusform>
            <numerusform>%Ln Ergebnisse im lokalen Speicher sind beschädigt und werden nicht gezählt: Verifizieren Sie erneut.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing verified yet</source>
        <translation>Noch nichts verifiziert</translation>
    </message>
    <message>
        <source>%1 of %2 images trusted, last verified %3</source>
        <translation>%1 von %2 Images vertrauenswürdig, zuletzt verifiziert %3</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>lotse::ui::SnapshotJobs</name>
    <message>
        <source>Snapshot of %1</source>
        <translation>Snapshot von %1</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>%1 wird gelesen</translation>
    </message>
    <message>
        <source>Cancelled. No snapshot was saved.</source>
        <translation>Abgebrochen. Es wurde kein Snapshot gespeichert.</translation>
    </message>
    <message>
        <source>New snapshot saved</source>
        <translation>Neuer Snapshot gespeichert</translation>
    </message>
    <message>
        <source>No changes since the last snapshot</source>
        <translation>Keine Änderungen seit dem letzten Snapshot</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln parts not read</source>
        <translation>
            <numerusform>%1, %Ln Teil nicht gelesen</numerusform>
            <numerusform>%1, %Ln Teile nicht gelesen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::SnapshotsView</name>
    <message>
        <source>There is no store for snapshots.</source>
        <translation>Es gibt keinen Speicher für Snapshots.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::StorageRows</name>
    <message>
        <source>%1: %2, no limit</source>
        <translation>%1: %2, unbegrenzt</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 von %3</translation>
    </message>
    <message numerus="yes">
        <source>%n projects use %1</source>
        <translation>
            <numerusform>%n Projekt belegt %1</numerusform>
            <numerusform>%n Projekte belegen %1</numerusform>
        </translation>
    </message>
    <message>
        <source>limits add up to %1</source>
        <translation>Grenzen ergeben zusammen %1</translation>
    </message>
    <message numerus="yes">
        <source>%n unlimited</source>
        <translation>
            <numerusform>%Ln unbegrenzt</numerusform>
            <numerusform>%Ln unbegrenzt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n full</source>
        <translation>
            <numerusform>%n voll</numerusform>
            <numerusform>%n voll</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n above 90 %</source>
        <translation>
            <numerusform>%n über 90 %</numerusform>
            <numerusform>%n über 90 %</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::StoreUsage</name>
    <message>
        <source>Cleaning up the local store</source>
        <translation>Lokaler Speicher wird bereinigt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln reports deleted</source>
        <translation>
            <numerusform>%Ln Bericht gelöscht</numerusform>
            <numerusform>%Ln Berichte gelöscht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reports of deleted images were removed. Store size: %1.</source>
        <translation>
            <numerusform>%Ln Bericht eines gelöschten Images wurde entfernt. Größe des Speichers: %1.</numerusform>
            <numerusform>%Ln Berichte gelöschter Images wurden entfernt. Größe des Speichers: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>This exceeds the limit of %1: the remaining reports belong to existing images and are kept.</source>
        <translation>Das überschreitet das Limit von %1: Die übrigen Berichte gehören zu vorhandenen Images und bleiben erhalten.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::SyncJobs</name>
    <message>
        <source>Checking the signed-in identity</source>
        <translation>Angemeldete Identität wird geprüft</translation>
    </message>
    <message>
        <source>Listing images</source>
        <translation>Images werden aufgelistet</translation>
    </message>
    <message>
        <source>Storing lists</source>
        <translation>Listen werden gespeichert</translation>
    </message>
    <message>
        <source>Reading scan reports</source>
        <translation>Scan-Berichte werden gelesen</translation>
    </message>
    <message>
        <source>Refreshing old scan reports</source>
        <translation>Alte Scan-Berichte werden aktualisiert</translation>
    </message>
    <message>
        <source>Reading the audit trail</source>
        <translation>Audit-Protokoll wird gelesen</translation>
    </message>
    <message>
        <source>%1 per second</source>
        <translation>%1 pro Sekunde</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new images</source>
        <translation>
            <numerusform>%Ln neues Image</numerusform>
            <numerusform>%Ln neue Images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pushed again</source>
        <translation>
            <numerusform>%Ln erneut gepusht</numerusform>
            <numerusform>%Ln erneut gepusht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln deleted</source>
        <translation>
            <numerusform>%Ln gelöscht</numerusform>
            <numerusform>%Ln gelöscht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reports with %1 findings</source>
        <translation>
            <numerusform>%Ln Bericht mit %1 Befunden</numerusform>
            <numerusform>%Ln Berichte mit %1 Befunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln audit entries</source>
        <translation>
            <numerusform>%Ln Audit-Eintrag</numerusform>
            <numerusform>%Ln Audit-Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No changes in %Ln images</source>
        <translation>
            <numerusform>Keine Änderung in %Ln Image</numerusform>
            <numerusform>Keine Änderungen in %Ln Images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln scans failed</source>
        <translation>
            <numerusform>%Ln Scan fehlgeschlagen</numerusform>
            <numerusform>%Ln Scans fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reports not readable, retrying</source>
        <translation>
            <numerusform>%Ln Bericht nicht lesbar, neuer Versuch</numerusform>
            <numerusform>%Ln Berichte nicht lesbar, neuer Versuch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln projects denied: %1</source>
        <translation>
            <numerusform>%Ln Projekt verweigert: %1</numerusform>
            <numerusform>%Ln Projekte verweigert: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>the project list is incomplete</source>
        <translation>die Projektliste ist unvollständig</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Cancelled: the registry was removed.</source>
        <translation>Abgebrochen: Die Registry wurde entfernt.</translation>
    </message>
    <message>
        <source>Findings of %1</source>
        <translation>Befunde von %1</translation>
    </message>
    <message>
        <source>Syncing new reports.</source>
        <translation>Neue Berichte werden synchronisiert.</translation>
    </message>
    <message>
        <source>Old findings of %1</source>
        <translation>Alte Befunde von %1</translation>
    </message>
    <message>
        <source>Cancelled. Synced data is kept; the next sync continues from there.</source>
        <translation>Abgebrochen. Synchronisierte Daten bleiben erhalten; die nächste Synchronisierung setzt dort fort.</translation>
    </message>
    <message>
        <source>waiting for the sync of another account of this registry</source>
        <translation>wartet auf die Synchronisierung eines anderen Kontos dieser Registry</translation>
    </message>
    <message>
        <source>sync failed</source>
        <translation>Synchronisierung fehlgeschlagen</translation>
    </message>
    <message>
        <source>not synced yet</source>
        <translation>noch nicht synchronisiert</translation>
    </message>
    <message>
        <source>synced %1, last sync failed</source>
        <translation>synchronisiert %1, letzte Synchronisierung fehlgeschlagen</translation>
    </message>
    <message>
        <source>synced %1</source>
        <translation>synchronisiert %1</translation>
    </message>
    <message>
        <source>partly synced %1</source>
        <translation>teilweise synchronisiert %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln reports unreadable or incomplete</source>
        <translation>
            <numerusform>%Ln Bericht nicht oder nicht vollständig lesbar</numerusform>
            <numerusform>%Ln Berichte nicht oder nicht vollständig lesbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln audit entries not readable</source>
        <translation>
            <numerusform>%Ln Audit-Eintrag nicht lesbar</numerusform>
            <numerusform>%Ln Audit-Einträge nicht lesbar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::SystemWords</name>
    <message>
        <source>Access level</source>
        <translation>Zugriffsebene</translation>
    </message>
    <message>
        <source>public: anyone can pull</source>
        <translation>öffentlich: jeder kann pullen</translation>
    </message>
    <message>
        <source>private</source>
        <translation>privat</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Besitzer</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Prevent vulnerable images from running</source>
        <translation>Ausführen verwundbarer Images verhindern</translation>
    </message>
    <message>
        <source>yes, severity %1 and above</source>
        <translation>ja, ab Schweregrad %1</translation>
    </message>
    <message>
        <source>Cosign signature required</source>
        <translation>Cosign-Signatur erforderlich</translation>
    </message>
    <message>
        <source>Notation signature required</source>
        <translation>Notation-Signatur erforderlich</translation>
    </message>
    <message>
        <source>Scan on push</source>
        <translation>Scan beim Push</translation>
    </message>
    <message>
        <source>SBOM on push</source>
        <translation>SBOM beim Push</translation>
    </message>
    <message>
        <source>CVE allowlist</source>
        <translation>CVE-Zulassungsliste</translation>
    </message>
    <message>
        <source>system allowlist</source>
        <translation>System-Allowlist</translation>
    </message>
    <message numerus="yes">
        <source>project allowlist, %n entries</source>
        <translation>
            <numerusform>Projekt-Allowlist, %Ln Eintrag</numerusform>
            <numerusform>Projekt-Allowlist, %Ln Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>Tag retention</source>
        <translation>Aufbewahrung von Tags</translation>
    </message>
    <message>
        <source>no policy</source>
        <translation>keine Richtlinie</translation>
    </message>
    <message>
        <source>policy #%1</source>
        <translation>Richtlinie #%1</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Proxy cache</source>
        <translation>Proxy-Cache</translation>
    </message>
    <message>
        <source>registry #%1</source>
        <translation>Registry #%1</translation>
    </message>
    <message>
        <source>%1 used, no limit</source>
        <translation>%1 belegt, unbegrenzt</translation>
    </message>
    <message>
        <source>%1 of %2 used</source>
        <translation>%1 von %2 belegt</translation>
    </message>
</context>
<context>
    <name>lotse::ui::TakeoverList</name>
    <message>
        <source>user stored by the helper</source>
        <translation>Benutzer im Helper gespeichert</translation>
    </message>
    <message>
        <source>in docker-credential-%1</source>
        <translation>in docker-credential-%1</translation>
    </message>
    <message>
        <source>not stored: enter it</source>
        <translation>nicht gespeichert: bitte eingeben</translation>
    </message>
    <message>
        <source>in the file, not encrypted</source>
        <translation>in der Datei, unverschlüsselt</translation>
    </message>
</context>
<context>
    <name>lotse::ui::Theme</name>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Negligible</source>
        <translation>Vernachlässigbar</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ohne</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>Aktiviert</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Deaktiviert</translation>
    </message>
</context>
<context>
    <name>lotse::ui::TrendsView</name>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Negligible</source>
        <translation>Vernachlässigbar</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ohne</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>All registries</source>
        <translation>Alle Registrys</translation>
    </message>
    <message>
        <source>History starts on %1 with one day so far. A trend needs at least two days.</source>
        <translation>Der Verlauf beginnt am %1 und umfasst bisher einen Tag. Für einen Trend sind mindestens zwei Tage nötig.</translation>
    </message>
    <message numerus="yes">
        <source>History starts on %1. %n days with a sync.</source>
        <translation>
            <numerusform>Der Verlauf beginnt am %1. %Ln Tag mit Synchronisierung.</numerusform>
            <numerusform>Der Verlauf beginnt am %1. %Ln Tage mit Synchronisierung.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 open issues: %3</source>
        <translation>%1: %2 offene Fälle: %3</translation>
    </message>
    <message>
        <source>%1 new, %2 resolved</source>
        <translation>%1 neu, %2 behoben</translation>
    </message>
    <message>
        <source>Week of %1: %2
New: %3
Resolved: %4</source>
        <translation>Woche vom %1: %2
Neu: %3
Behoben: %4</translation>
    </message>
    <message>
        <source>%1 of %2 images (%3), %4 scans failed</source>
        <translation>%1 von %2 Images (%3), %4 Scans fehlgeschlagen</translation>
    </message>
    <message>
        <source>average %1, oldest %2</source>
        <translation>Mittel %1, ältester %2</translation>
    </message>
    <message>
        <source>%1: %2 issues in %3 images; %4 of %5 findings fixable</source>
        <translation>%1: %2 Fälle in %3 Images; %4 von %5 Befunden behebbar</translation>
    </message>
    <message numerus="yes">
        <source>average %1, median %2, %Ln issues</source>
        <translation>
            <numerusform>Mittel %1, Median %2, %Ln Fall</numerusform>
            <numerusform>Mittel %1, Median %2, %Ln Fälle</numerusform>
        </translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>%1 open on %2, %3 fixable</source>
        <translation>%1 offen am %2, %3 behebbar</translation>
    </message>
    <message>
        <source>average %1</source>
        <translation>Mittel %1</translation>
    </message>
</context>
<context>
    <name>lotse::ui::TrustJobs</name>
    <message>
        <source>Listing artifacts and attachments</source>
        <translation>Artefakte und Anhänge werden aufgelistet</translation>
    </message>
    <message>
        <source>Applying the trust policy</source>
        <translation>Die Vertrauensrichtlinie wird angewendet</translation>
    </message>
    <message>
        <source>Verifying signatures</source>
        <translation>Signaturen werden verifiziert</translation>
    </message>
    <message numerus="yes">
        <source>%Ln artifacts verified</source>
        <translation>
            <numerusform>%Ln Artefakt verifiziert</numerusform>
            <numerusform>%Ln Artefakte verifiziert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the policy applied to %Ln artifacts</source>
        <translation>
            <numerusform>die Richtlinie auf %Ln Artefakt angewendet</numerusform>
            <numerusform>die Richtlinie auf %Ln Artefakte angewendet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln artifacts unchanged</source>
        <translation>
            <numerusform>%Ln Artefakt unverändert</numerusform>
            <numerusform>%Ln Artefakte unverändert</numerusform>
        </translation>
    </message>
    <message>
        <source>No artifacts</source>
        <translation>Keine Artefakte</translation>
    </message>
    <message numerus="yes">
        <source>%Ln with an invalid signature</source>
        <translation>
            <numerusform>%Ln mit einer ungültigen Signatur</numerusform>
            <numerusform>%Ln mit einer ungültigen Signatur</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with a missing attachment</source>
        <translation>
            <numerusform>%Ln mit einem nicht mehr vorhandenen Anhang</numerusform>
            <numerusform>%Ln mit einem nicht mehr vorhandenen Anhang</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be read completely</source>
        <translation>
            <numerusform>%Ln konnte nicht vollständig gelesen werden</numerusform>
            <numerusform>%Ln konnten nicht vollständig gelesen werden</numerusform>
        </translation>
    </message>
    <message>
        <source>lists incomplete: %1</source>
        <translation>Listen unvollständig: %1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Signatures of %1</source>
        <translation>Signaturen von %1</translation>
    </message>
    <message>
        <source>Cancelled. Results so far are kept.</source>
        <translation>Abgebrochen. Bisherige Ergebnisse bleiben erhalten.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::TrustPolicyView</name>
    <message>
        <source>Public key</source>
        <translation>Öffentlicher Schlüssel</translation>
    </message>
    <message>
        <source>Notation store</source>
        <translation>Notation-Speicher</translation>
    </message>
    <message numerus="yes">
        <source>%Ln certificates</source>
        <translation>
            <numerusform>%Ln Zertifikat</numerusform>
            <numerusform>%Ln Zertifikate</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has been verified yet, so the effect on artifacts is not known.</source>
        <translation>Es wurde noch nichts verifiziert; die Auswirkung auf Artefakte ist daher nicht bekannt.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln artifacts would no longer be trusted.</source>
        <translation>
            <numerusform>%Ln Artefakt wäre nicht mehr vertrauenswürdig.</numerusform>
            <numerusform>%Ln Artefakte wären nicht mehr vertrauenswürdig.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln artifacts would become trusted.</source>
        <translation>
            <numerusform>%Ln Artefakt würde vertrauenswürdig.</numerusform>
            <numerusform>%Ln Artefakte würden vertrauenswürdig.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other artifacts would change state.</source>
        <translation>
            <numerusform>Bei %Ln weiterem Artefakt würde sich der Zustand ändern.</numerusform>
            <numerusform>Bei %Ln weiteren Artefakten würde sich der Zustand ändern.</numerusform>
        </translation>
    </message>
    <message>
        <source>No artifact would change state.</source>
        <translation>Bei keinem Artefakt würde sich der Zustand ändern.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln artifacts must be verified again to determine the effect.</source>
        <translation>
            <numerusform>%Ln Artefakt muss erneut verifiziert werden, um die Auswirkung zu bestimmen.</numerusform>
            <numerusform>%Ln Artefakte müssen erneut verifiziert werden, um die Auswirkung zu bestimmen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rules</source>
        <translation>
            <numerusform>%Ln Regel</numerusform>
            <numerusform>%Ln Regeln</numerusform>
        </translation>
    </message>
    <message>
        <source>required for each signature</source>
        <translation>für jede Signatur erforderlich</translation>
    </message>
    <message>
        <source>not required: a time stamp is enough</source>
        <translation>nicht erforderlich: ein Zeitstempel genügt</translation>
    </message>
    <message>
        <source>required for keyless identities</source>
        <translation>für schlüssellose Identitäten erforderlich</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>Keyless identity</source>
        <translation>Schlüssellose Identität</translation>
    </message>
    <message>
        <source>%1
issuer %2</source>
        <translation>%1
Aussteller %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln signers</source>
        <translation>
            <numerusform>%Ln Unterzeichner</numerusform>
            <numerusform>%Ln Unterzeichner</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln certificate authorities</source>
        <translation>
            <numerusform>%Ln Zertifizierungsstelle</numerusform>
            <numerusform>%Ln Zertifizierungsstellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln transparency logs</source>
        <translation>
            <numerusform>%Ln Transparenzprotokoll</numerusform>
            <numerusform>%Ln Transparenzprotokolls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln time stamp authorities</source>
        <translation>
            <numerusform>%Ln Zeitstempeldienst</numerusform>
            <numerusform>%Ln Zeitstempeldienste</numerusform>
        </translation>
    </message>
    <message>
        <source>imported on %1</source>
        <translation>importiert am %1</translation>
    </message>
</context>
<context>
    <name>lotse::ui::WorstView</name>
    <message>
        <source>The oldest report was synced %1.</source>
        <translation>Der älteste Bericht wurde %1 synchronisiert.</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>A console for container registries.</source>
        <translation>Eine Konsole für Container-Registrys.</translation>
    </message>
    <message>
        <source>Open the built-in demo registry.</source>
        <translation>Die eingebaute Demo-Registry öffnen.</translation>
    </message>
    <message>
        <source>Save a screenshot of every page in both themes to this folder, then quit.</source>
        <translation>Einen Screenshot jeder Seite in beiden Farbschemata in diesem Ordner speichern, dann beenden.</translation>
    </message>
    <message>
        <source>Registry URL to add, or lotse:// link to open.</source>
        <translation>URL einer Registry zum Hinzufügen, oder lotse://-Link zum Öffnen.</translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugriff</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>Verteilung</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Artifacts</source>
        <translation>Artefakte</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Artifact</source>
        <translation>Artefakt</translation>
    </message>
    <message>
        <source>Scanners</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Your permissions</source>
        <translation>Ihre Berechtigungen</translation>
    </message>
    <message>
        <source>Quotas</source>
        <translation>Kontingente</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>Immutable tags</source>
        <translation>Unveränderliche Tags</translation>
    </message>
    <message>
        <source>Garbage collection</source>
        <translation>Speicherbereinigung</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>Audit-Protokoll</translation>
    </message>
    <message>
        <source>Schedules</source>
        <translation>Zeitpläne</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>Audit purges</source>
        <translation>Audit-Bereinigungen</translation>
    </message>
    <message>
        <source>Registries</source>
        <translation>Registrys</translation>
    </message>
    <message>
        <source>Replication</source>
        <translation>Replikation</translation>
    </message>
    <message>
        <source>Replication runs</source>
        <translation>Replikationsläufe</translation>
    </message>
    <message>
        <source>Preheat instances</source>
        <translation>Vorwärm-Instanzen</translation>
    </message>
    <message>
        <source>Preheat policies</source>
        <translation>Vorwärm-Richtlinien</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Manage registries</source>
        <translation>Registrys verwalten</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>Registry</translation>
    </message>
    <message>
        <source>All registries</source>
        <translation>Alle Registrys</translation>
    </message>
    <message>
        <source>Labels of projects</source>
        <translation>Labels der Projekte</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Security summary</source>
        <translation>Sicherheitsübersicht</translation>
    </message>
    <message>
        <source>Harbor security hub</source>
        <translation>Harbor Security Hub</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Trends</source>
        <translation>Trends</translation>
    </message>
    <message>
        <source>Vulnerability</source>
        <translation>Schwachstelle</translation>
    </message>
    <message>
        <source>Scan gaps</source>
        <translation>Scan-Lücken</translation>
    </message>
    <message>
        <source>Deployment policies</source>
        <translation>Bereitstellungsrichtlinien</translation>
    </message>
    <message>
        <source>Allowlists</source>
        <translation>Zulassungslisten</translation>
    </message>
    <message>
        <source>Access to a project</source>
        <translation>Zugriff auf ein Projekt</translation>
    </message>
    <message>
        <source>Robot accounts</source>
        <translation>Robot-Konten</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>Größen</translation>
    </message>
    <message>
        <source>Retention run</source>
        <translation>Aufbewahrungslauf</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Proxy caches</source>
        <translation>Proxy-Caches</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>About Lotse</source>
        <translation>Über Lotse</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Import from docker</source>
        <translation>Aus docker importieren</translation>
    </message>
    <message>
        <source>VEX document</source>
        <translation>VEX-Dokument</translation>
    </message>
    <message>
        <source>Compliance</source>
        <translation>Compliance</translation>
    </message>
    <message>
        <source>Posture</source>
        <translation>Sicherheitslage</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>Signaturen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Report schedules</source>
        <translation>Berichtspläne</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>Snapshots</translation>
    </message>
    <message>
        <source>Access reviews</source>
        <translation>Zugriffsprüfungen</translation>
    </message>
</context>
</TS>
