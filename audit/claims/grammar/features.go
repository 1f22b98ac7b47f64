package grammar

// The features of moves and relations after Zhang and Nivre (2011, "Transition-
// based dependency parsing with rich non-local features"): words and tags on the
// stack and to come, their dependents, how many these are and what relations they
// have, and distances. Each line numbers its templates; numbers are never reused,
// as a model's keys are made of them.

// distance puts the number of words between two into classes.
func distance(a, b int) uint32 {
	if a < 0 || b < 0 {
		return 1
	}
	switch d := max(a-b, b-a); {
	case d < 5:
		return uint32(d) + 20
	case d < 8:
		return 30
	case d < 14:
		return 31
	}
	return 32
}

// moveFeatures appends the features by which the next move is chosen.
func (st *state) moveFeatures(f []uint32) []uint32 {
	i0, i1, i2, b := st.top(0), st.top(1), st.top(2), st.next
	b0, b1, bn := st.of(i0), st.of(i1), st.of(b)
	S0, S1, S2 := st.node(i0), st.node(i1), st.node(i2)
	N0, N1, N2, P := st.node(b), st.node(b+1), st.node(b+2), st.node(b-1)
	S0l, S0r, S0l2, S0r2 := st.node(b0.left), st.node(b0.right), st.node(b0.left2), st.node(b0.right2)
	S1l, S1r := st.node(b1.left), st.node(b1.right)
	N0l, N0l2 := st.node(bn.left), st.node(bn.left2)
	d0, d1 := distance(i0, b), distance(i1, i0)
	f = append(f,
		mix(100), mix(101, S0.word), mix(102, S0.tag), mix(103, S0.word, S0.tag), mix(104, N0.word), mix(105, N0.tag),
		mix(106, N0.word, N0.tag), mix(107, N1.word), mix(108, N1.tag), mix(109, N2.word), mix(110, N2.tag),
		mix(111, S1.word), mix(112, S1.tag), mix(113, S2.tag), mix(114, S1.word, S1.tag),
		mix(115, S0.word, S0.tag, N0.word, N0.tag), mix(116, S0.word, S0.tag, N0.word), mix(117, S0.word, N0.word, N0.tag),
		mix(118, S0.word, S0.tag, N0.tag), mix(119, S0.tag, N0.word, N0.tag), mix(120, S0.word, N0.word),
		mix(121, S0.tag, N0.tag), mix(122, N0.tag, N1.tag), mix(123, S0.tag, S1.tag), mix(124, S0.word, S1.word),
		mix(125, S0.word, S1.tag), mix(126, S0.tag, S1.word), mix(127, S1.tag, N0.tag), mix(128, S1.word, N0.word),
		mix(129, N0.word, N1.word), mix(130, S0.word, N0.tag, N1.tag),
	)
	f = append(f,
		mix(131, N0.tag, N1.tag, N2.tag), mix(132, S0.tag, N0.tag, N1.tag), mix(133, S0.tag, S1.tag, N0.tag),
		mix(134, S0.tag, S1.tag, S2.tag), mix(135, S0.tag, S0l.tag, N0.tag), mix(136, S0.tag, S0r.tag, N0.tag),
		mix(137, S0.tag, N0.tag, N0l.tag), mix(138, S1.tag, S1r.tag, S0.tag), mix(139, S0.tag, S0r.tag, S1.tag),
		mix(140, S1.tag, S0.tag, S0l.tag), mix(141, S1.tag, S1r.tag, N0.tag), mix(142, S0.tag, S1.tag, N0.tag, N1.tag),
		mix(143, S1.word, S0.tag, N0.tag), mix(144, S1.tag, S0.word, N0.tag), mix(145, S1.tag, S0.tag, N0.word),
		mix(146, S0.tag, N0.tag, N1.tag, N2.tag), mix(147, S1.tag, S1l.tag, S0.tag), mix(148, S0.tag, S0l.tag, S0l2.tag),
		mix(149, S0.tag, S0r.tag, S0r2.tag), mix(150, N0.tag, N0l.tag, N0l2.tag),
	)
	f = append(f,
		mix(151, S0.word, d0), mix(152, S0.tag, d0), mix(153, N0.word, d0), mix(154, N0.tag, d0),
		mix(155, S0.word, N0.word, d0), mix(156, S0.tag, N0.tag, d0), mix(157, S1.tag, S0.tag, d1),
		mix(158, S1.word, S0.tag, d1), mix(159, S1.tag, S0.tag, N0.tag, d1),
		mix(160, S0.word, b0.rights), mix(161, S0.tag, b0.rights), mix(162, S0.word, b0.lefts), mix(163, S0.tag, b0.lefts),
		mix(164, N0.word, bn.lefts), mix(165, N0.tag, bn.lefts), mix(166, S1.tag, b1.rights), mix(167, S1.word, b1.rights),
		mix(168, S0l.word), mix(169, S0r.word), mix(170, N0l.word), mix(171, S1r.word),
		mix(172, S0.tag, b0.leftSet, N0.tag), mix(173, S0.tag, b0.rightSet, N0.tag), mix(174, S1.tag, b1.rightSet, S0.tag),
		mix(175, N0.tag, bn.leftSet, S0.tag), mix(176, S1.word, b1.rightSet), mix(177, S0.word, b0.rightSet),
		mix(178, S0.word, b0.leftSet), mix(179, N0.tag, bn.leftSet), mix(180, S1.tag, b1.leftSet, S0.tag, N0.tag),
		mix(181, S1.tag, b1.rightSet, S0.tag, b0.leftSet),
	)
	return append(f,
		mix(182, S1.word, S0l.word), mix(183, S1.tag, S0l.word), mix(184, S2.tag, S1.tag, S0l.word), mix(185, S2.word, S0l.word),
		mix(186, S1.word, S0l.word, S0.word), mix(187, S1.word, b1.rightSet, S0.tag, S0l.word),
		mix(188, S0.suffix, N0.suffix), mix(189, S1.suffix, S0.suffix), mix(190, S0.suffix, S0.tag, N0.tag),
		mix(191, S1.suffix, S1.tag, S0.tag), mix(192, P.tag, N0.tag, S0.tag), mix(193, P.word, S0.tag, N0.tag),
		mix(194, S0.word, N1.tag), mix(195, S0.tag, N0.tag, N1.word), mix(196, S1.tag, S0.tag, N0.tag, N0l.tag),
		mix(197, S1.tag, S0.tag, S0r.tag, N0.tag), mix(198, S1.tag, S1r.tag, S0.tag, S0l.tag),
		mix(199, S1.tag, st.rel(b1.right), S0.tag, N0.tag), mix(200, S2.tag, S1.tag, S0.tag, N0.tag),
		mix(201, S1.word, S0.word, N0.tag), mix(202, S1.tag, S0.tag, N0.tag, N1.tag, N2.tag),
		mix(203, S0.class, N0.class), mix(204, S1.class, S0.class), mix(205, S0.class, N0.tag), mix(206, S0.tag, N0.class),
		mix(207, S1.class, S0.tag, N0.tag), mix(208, S1.tag, S0l.word, S0.class), mix(209, S1.class, S0l.word, S0.class),
		mix(210, S2.class, S1.class, S0l.word),
		mix(211, S0.lemma, N0.lemma), mix(212, S1.lemma, S0.lemma), mix(213, S0.lemma, N0.tag), mix(214, S0.tag, N0.lemma),
		mix(215, S1.lemma, S0.tag, N0.tag), mix(216, S1.lemma, S0l.word, S0.tag), mix(217, S1.lemma, b1.rightSet, S0.tag),
		mix(218, S0.lemma, b0.rightSet, N0.tag), mix(219, S1.lemma, S0l.word, S0.lemma), mix(220, S2.lemma, S0l.word),
	)
}

// relationFeatures appends the features by which the relation of an arc is
// chosen, when it is made.
func (st *state) relationFeatures(f []uint32, head, dependent int) []uint32 {
	H, D := st.node(head), st.node(dependent)
	bh, bd := st.of(head), st.of(dependent)
	side, set, sibling := uint32(40), bh.rightSet, st.node(bh.right)
	if dependent < head {
		side, set, sibling = 41, bh.leftSet, st.node(bh.left)
	}
	far := distance(head, dependent)
	Dl, Dr, first := st.node(bd.left), st.node(bd.right), st.rel(bd.left)
	before, after, behind := st.node(dependent-1), st.node(dependent+1), st.node(head+1)
	f = append(f,
		mix(300, side), mix(301, H.tag, D.tag, side), mix(302, H.word, D.word, side), mix(303, H.word, D.tag, side),
		mix(304, H.tag, D.word, side), mix(305, D.word, side), mix(306, D.tag, side), mix(307, H.tag, side),
		mix(308, H.word, side), mix(309, H.tag, D.tag, far, side),
		mix(310, D.tag, Dl.word, side), mix(311, D.tag, Dl.tag, H.tag), mix(312, D.tag, first, H.tag, side),
		mix(313, D.tag, bd.leftSet, H.tag, side), mix(314, bd.leftSet, D.tag, side), mix(315, set, H.tag, D.tag, side),
		mix(316, set, H.tag, side), mix(317, bh.leftSet, H.tag, D.tag, side), mix(318, sibling.tag, H.tag, D.tag, side),
		mix(319, sibling.word, H.tag, D.tag, side),
	)
	return append(f,
		mix(320, before.tag, D.tag, H.tag, side), mix(321, after.tag, D.tag, H.tag, side), mix(322, before.word, D.tag, side),
		mix(323, after.word, D.tag, side), mix(324, H.word, Dl.word, D.tag), mix(325, H.tag, Dl.word, D.word),
		mix(326, D.word, first, side), mix(327, D.tag, Dr.tag, side, H.tag), mix(328, H.suffix, D.tag, side),
		mix(329, H.tag, D.suffix, side), mix(330, behind.tag, H.tag, D.tag, side), mix(331, set, H.word, D.tag),
		mix(332, D.tag, bd.rightSet, H.tag, side), mix(333, H.word, far, side, D.tag), mix(334, before.word, D.word, side),
		mix(335, Dl.word, far, H.tag, D.tag), mix(336, bd.leftSet, D.suffix, H.tag), mix(337, H.word, bd.leftSet, D.tag),
		mix(338, H.word, bh.leftSet, D.tag), mix(339, Dl.word, bd.rightSet, H.tag),
		mix(340, H.class, D.class, side), mix(341, H.tag, D.class, side), mix(342, H.class, D.tag, side),
		mix(343, H.tag, Dl.word, D.class), mix(344, H.word, Dl.word, D.class),
		mix(345, H.lemma, D.lemma, side), mix(346, H.lemma, D.tag, side), mix(347, H.tag, D.lemma, side),
		mix(348, H.lemma, Dl.word, D.tag), mix(349, H.lemma, set, D.tag), mix(350, D.lemma, Dl.word, H.tag),
	)
}
