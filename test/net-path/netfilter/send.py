"""Sends packets as they are described, one JSON object a line, through a raw socket; answers "ok" to each line."""
import json
import socket
import struct
import sys

FLAGS = {"syn": 2, "syn-ack": 18, "ack": 16, "rst": 4}


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def transport(packet, pseudo):
    protocol = packet["protocol"]
    body = b"x" * packet.get("payload", 8)
    if protocol == 17:
        head = struct.pack("!HHHH", packet["sport"], packet["dport"], 8 + len(body), 0)
        value = checksum(pseudo(8 + len(body)) + head + body)
        return head[:6] + struct.pack("!H", value or 0xFFFF) + body
    if protocol == 6:
        flags = FLAGS[packet["flags"]]
        head = struct.pack("!HHIIBBHHH", packet["sport"], packet["dport"], 1, 1, 5 << 4, flags, 1000, 0, 0)
        value = checksum(pseudo(20) + head)
        return head[:16] + struct.pack("!H", value) + head[18:]
    head = struct.pack("!BBHHH", packet["type"], packet["code"], 0, packet["sport"], 1)
    value = checksum((pseudo(8 + len(body)) if protocol == 58 else b"") + head + body)
    return head[:2] + struct.pack("!H", value) + head[4:] + body


def datagram(packet):
    protocol = packet["protocol"]
    if packet["family"] == 4:
        source, target = socket.inet_aton(packet["src"]), socket.inet_aton(packet["dst"])
        data = transport(packet, lambda size: source + target + struct.pack("!BBH", 0, protocol, size))
        head = struct.pack("!BBHHHBBH4s4s", 0x45, packet.get("tos", 0), 20 + len(data), 7, 0, packet["ttl"], protocol, 0, source, target)
        return head[:10] + struct.pack("!H", checksum(head)) + head[12:] + data
    source = socket.inet_pton(socket.AF_INET6, packet["src"])
    target = socket.inet_pton(socket.AF_INET6, packet["dst"])
    data = transport(packet, lambda size: source + target + struct.pack("!II", size, protocol))
    return struct.pack("!IHBB", 6 << 28, len(data), protocol, packet["ttl"]) + source + target + data


four = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
six = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_RAW)
for line in sys.stdin:
    packet = json.loads(line)
    try:
        if packet["family"] == 4:
            four.sendto(datagram(packet), (packet["dst"], 0))
        else:
            six.sendto(datagram(packet), (packet["dst"], 0))
        print("ok", flush=True)
    except OSError as error:
        print("error %d" % error.errno, flush=True)
