<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>core</name>
    <message>
        <source>The answer cannot be read: %1 is not %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer is no valid JSON, or it was cut short (at %1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unlimited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no digest: it has to be sha256: with 64 or sha512: with 128 lower case hex digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no reference: write host/repository:tag or host/repository@digest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is too long for a reference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is an address: write the reference without https://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no host: write a name or an address, with :port where one is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no tag: a tag has up to 128 letters, digits, dots, dashes and underscores and begins with none of . and -.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no repository: its parts have lower case letters and digits, joined by . _ or -, with / between them.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
